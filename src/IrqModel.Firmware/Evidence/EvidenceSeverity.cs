namespace IrqModel.Firmware;

/// <summary>What an <see cref="EvidenceProblem"/> costs.</summary>
public enum EvidenceSeverity
{
    /// <summary>Something that the user should know; no answer changes.</summary>
    Note = 0,

    /// <summary>Part of the input is odd, incomplete or contradicts another part; some facts stay unknown.</summary>
    Warning = 1,

    /// <summary>Part of the input could not be used.</summary>
    Error = 2,
}
