using IrqModel.Engine;

namespace IrqModel.Tool.Running;

/// <summary>What becomes of the interrupts of a function, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Fault">Why a unit refuses them.</param>
public readonly record struct Verdict(VerdictKind Kind, FaultReason Fault = FaultReason.None)
{
    /// <summary>Whether interrupts are lost that should arrive.</summary>
    public bool Dies => Kind is VerdictKind.Blocked or VerdictKind.Lost or VerdictKind.NoVectors;

    /// <summary>The verdict on messages that a function does not send now, after "would".</summary>
    public string InFuture => Kind switch
    {
        VerdictKind.Arrives => "arrive",
        VerdictKind.Blocked => $"be {this}",
        VerdictKind.Lost => "be lost",
        VerdictKind.NoVectors => "get no vectors",
        _ => "send none",
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        VerdictKind.Arrives => "arrives",
        VerdictKind.Blocked => $"blocked (0x{(byte)Fault:x2})",
        VerdictKind.Lost => "lost",
        VerdictKind.NoVectors => "no vectors",
        _ => "no MSI",
    };
}
