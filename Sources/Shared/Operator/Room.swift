// The room of the module Operator; its files replace this one.
