namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How exactly the tree of a code action must be the one that its own text parses to.</summary>
public enum CodeActionValidationMode
{
    /// <summary>Not compared.</summary>
    None,

    /// <summary>Nodes and tokens are compared.</summary>
    SemanticStructure,

    /// <summary>Nodes, tokens and trivia are compared.</summary>
    Full,
}
