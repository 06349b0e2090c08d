namespace IrqModel.Firmware;

/// <summary>Whether a source shows one capability of a function.</summary>
public enum CapabilityVisibility
{
    /// <summary>The source does not show whether the function has it.</summary>
    NotShown = 0,

    /// <summary>The function has it. Its numbers may still be missing.</summary>
    Shown,

    /// <summary>
    /// The source lists capabilities of the function in words, and this is not among them. The function lacks it if the text is whole,
    /// which a text cannot prove.
    /// </summary>
    NotListed,

    /// <summary>The function does not have it: the bytes of its configuration space prove it.</summary>
    Absent,
}
