namespace IrqModel.Firmware;

/// <summary>How far a source shows the capabilities of a function.</summary>
public enum CapabilityDisplay
{
    /// <summary>The source does not show capabilities at all, as <c>lspci</c> without <c>-v</c>.</summary>
    NotShown = 0,

    /// <summary>The source was not allowed to read them: <c>&lt;access denied&gt;</c>, or only 64 bytes of configuration space.</summary>
    AccessDenied,

    /// <summary>They are named, most of their numbers are missing, as in <c>lspci -v</c>.</summary>
    NamesOnly,

    /// <summary>They are shown with their numbers.</summary>
    All,

    /// <summary>The source ends or has a gap inside the function: there may be more.</summary>
    CutOff,

    /// <summary>The function does not answer: every byte is FFh. Nothing can be known of it.</summary>
    DoesNotAnswer,

    /// <summary>
    /// The 256 bytes of <c>lspci -xxx</c> are shown, and with them all capabilities but the extended ones, SR-IOV and ARI among them.
    /// </summary>
    WithoutExtended,
}
