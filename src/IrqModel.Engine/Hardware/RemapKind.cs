namespace IrqModel.Engine;

/// <summary>How a remapping unit dealt with a request.</summary>
internal enum RemapKind : byte
{
    /// <summary>It was refused.</summary>
    Refused = 0,

    /// <summary>The message went on as it was.</summary>
    Passed,

    /// <summary>A table entry gave destination and vector.</summary>
    Remapped,

    /// <summary>It was posted to memory, and the notification vector was sent.</summary>
    PostedWithNotification,

    /// <summary>It was posted to memory, and nothing was sent.</summary>
    PostedQuietly,

    /// <summary>An AMD-Vi entry in guest mode: it goes to a virtual processor, not to a local APIC.</summary>
    Guest,
}
