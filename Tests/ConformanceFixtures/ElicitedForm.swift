import Values

/// The forms that the suite's scenarios of elicitation look at.
enum ElicitedForm {
  /// The schema of the form of a tool.
  static func form(of tool: String) -> JSON {
    switch tool {
    case "test_elicitation_sep1034_defaults": defaults
    case "test_elicitation_sep1330_enums": choices
    default:
      [
        "type": "object",
        "properties": ["response": ["type": "string", "description": "User's response"]],
        "required": ["response"],
      ]
    }
  }

  private static let defaults: JSON = [
    "type": "object",
    "properties": [
      "name": ["type": "string", "description": "User name", "default": "John Doe"],
      "age": ["type": "integer", "description": "User age", "default": 30],
      "score": ["type": "number", "description": "User score", "default": .number(text: "95.5")],
      "status": [
        "type": "string", "description": "User status", "enum": ["active", "inactive", "pending"],
        "default": "active",
      ],
      "verified": ["type": "boolean", "description": "Verification status", "default": true],
    ],
    "required": .array([]),
  ]

  private static let choices: JSON = [
    "type": "object",
    "properties": [
      "untitledSingle": [
        "type": "string", "description": "Select one option", "enum": ["option1", "option2", "option3"],
      ],
      "titledSingle": [
        "type": "string", "description": "Select one option with titles",
        "oneOf": titled(
          ["value1", "First Option"], ["value2", "Second Option"], ["value3", "Third Option"]),
      ],
      "legacyEnum": [
        "type": "string", "description": "Select one option (legacy)", "enum": ["opt1", "opt2", "opt3"],
        "enumNames": ["Option One", "Option Two", "Option Three"],
      ],
      "untitledMulti": [
        "type": "array", "description": "Select multiple options", "minItems": 1, "maxItems": 3,
        "items": ["type": "string", "enum": ["option1", "option2", "option3"]],
      ],
      "titledMulti": [
        "type": "array", "description": "Select multiple options with titles", "minItems": 1, "maxItems": 3,
        "items": [
          "anyOf": titled(
            ["value1", "First Choice"], ["value2", "Second Choice"], ["value3", "Third Choice"])
        ],
      ],
    ],
    "required": .array([]),
  ]

  private static func titled(_ choices: [String]...) -> JSON {
    .array(choices.map { ["const": .string($0[0]), "title": .string($0[1])] })
  }
}
