// The tests of Journal replace this file.
