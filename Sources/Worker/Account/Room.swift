// The room of the module Account; its files replace this one.
