namespace IrqModel.Tool.Runs;

/// <summary>What became of the interrupts of a function in a run.</summary>
public enum RunVerdict
{
    /// <summary>All reach their handlers.</summary>
    Arrives,

    /// <summary>A remapping unit refuses some.</summary>
    Blocked,

    /// <summary>Some reach nobody, or somebody else, or are not sent.</summary>
    Lost,

    /// <summary>It has a driver and can interrupt, and has no MSI domain: the driver gets no vectors.</summary>
    NoVectors,

    /// <summary>Its driver uses its interrupt pin.</summary>
    UsesPin,

    /// <summary>Its driver asked for no vectors.</summary>
    NotAsked,

    /// <summary>No driver owns it.</summary>
    NoDriver,

    /// <summary>It has neither MSI nor MSI-X.</summary>
    NoMsi,
}
