// The tests of Trading replace this file.
