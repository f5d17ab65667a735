// The tests of Account replace this file.
