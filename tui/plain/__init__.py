"""The journey as plain lines: a question, numbered answers, a line that is read. It draws nothing and moves no cursor."""
