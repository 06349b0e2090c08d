namespace IrqModel.Tool.Machines;

/// <summary>Why the capabilities of a function are not shown.</summary>
public enum NotShownReason
{
    /// <summary>The listing is of a form that does not show them.</summary>
    Listing = 0,

    /// <summary>The listing shows capabilities, and the one that is asked for is not among them. A line may be missing.</summary>
    NotAmongShown,

    /// <summary>The listing was made without root: access denied.</summary>
    Denied,

    /// <summary>The input breaks off inside the function.</summary>
    CutOff,

    /// <summary>The first 256 bytes of its configuration space are shown, and extended capabilities stand behind these.</summary>
    WithoutExtended,

    /// <summary>Only a table or a log names the function.</summary>
    NamedOnly,

    /// <summary>No listing has the function: the SR-IOV numbers of its PF say that it is there.</summary>
    NotListed,
}
