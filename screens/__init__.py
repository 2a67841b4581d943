"""What a person sees: one file for each screen or shared widget. Data in, result out; knows no store and no shell."""
