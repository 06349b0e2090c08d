namespace IrqModel.Tool.Machines;

/// <summary>What is known of whether a function has something.</summary>
public enum Presence
{
    /// <summary>Nothing shown says it.</summary>
    NotShown = 0,

    /// <summary>It has it.</summary>
    Present,

    /// <summary>It certainly does not have it.</summary>
    Absent,
}
