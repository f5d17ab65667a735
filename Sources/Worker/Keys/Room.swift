// The room of the module Keys; its files replace this one.
