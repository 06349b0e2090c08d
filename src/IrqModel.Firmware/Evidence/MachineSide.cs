namespace IrqModel.Firmware;

/// <summary>Which of a host and its guest a part of a text is of.</summary>
internal enum MachineSide
{
    /// <summary>No heading says it.</summary>
    NotSaid,

    /// <summary>The host's.</summary>
    Host,

    /// <summary>A guest's.</summary>
    Guest,
}
