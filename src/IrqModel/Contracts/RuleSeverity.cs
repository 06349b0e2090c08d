namespace IrqModel.Contracts;

/// <summary>How severe the violation of a rule is, unless an <c>.editorconfig</c> says otherwise.</summary>
public enum RuleSeverity
{
    /// <summary>Shown in the editor only.</summary>
    Suggestion = 1,

    /// <summary>A warning.</summary>
    Warning = 2,

    /// <summary>An error, which fails the build.</summary>
    Error = 3,
}
