namespace IrqModel.Firmware;

/// <summary>What a kernel log says about something that is on or off.</summary>
public enum LogState
{
    /// <summary>The log does not say.</summary>
    NotShown = 0,

    /// <summary>It was switched on.</summary>
    Enabled,

    /// <summary>It was switched off, could not be switched on, or does not exist.</summary>
    Disabled,
}
