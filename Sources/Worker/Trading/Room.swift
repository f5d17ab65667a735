// The room of the module Trading; its files replace this one.
