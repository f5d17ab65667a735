// The tests of Orders replace this file.
