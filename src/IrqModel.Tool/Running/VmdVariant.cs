namespace IrqModel.Tool.Running;

/// <summary>What the VMD driver does with the messages of what is behind a VMD controller.</summary>
public enum VmdVariant
{
    /// <summary>They become the controller's own.</summary>
    TakesOver,

    /// <summary>They pass, through the domain that the hidden bus was given before its scan.</summary>
    LetsPass,

    /// <summary>They pass, and the hidden bus got its domain after its scan: Linux 5.13 to 5.17, before 886e67100b90.</summary>
    LetsPassUncured,
}
