// The tests of Configuration replace this file.
