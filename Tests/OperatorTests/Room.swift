// The tests of Operator replace this file.
