namespace IrqModel.Tool.Running;

/// <summary>What becomes of the interrupts of a function.</summary>
public enum VerdictKind
{
    /// <summary>They reach their handlers.</summary>
    Arrives,

    /// <summary>A remapping unit refuses them.</summary>
    Blocked,

    /// <summary>They are sent and reach nobody, or somebody else.</summary>
    Lost,

    /// <summary>The function has no MSI domain: its driver gets no vectors.</summary>
    NoVectors,

    /// <summary>The function has no MSI and no MSI-X.</summary>
    NoMsi,
}
