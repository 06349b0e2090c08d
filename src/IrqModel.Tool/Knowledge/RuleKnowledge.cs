using IrqModel.Engine;

namespace IrqModel.Tool.Knowledge;

/// <summary>What somebody whose interrupts die wants to know about a broken rule.</summary>
/// <param name="Rule">The rule's identifier.</param>
/// <param name="InWords">What goes wrong, without the vocabulary of the DSL.</param>
/// <param name="Commit">The commit that mended it; null where no commit can.</param>
/// <param name="CommitTitle">The commit's title.</param>
/// <param name="FirstFixed">The first version with the commit.</param>
/// <param name="Workaround">What helps without it, and what that costs.</param>
/// <param name="SeeLive">How to see it on the machine; ADDRESS stands for a function.</param>
public sealed record RuleKnowledge(
    string Rule, string InWords, string? Commit, string? CommitTitle, string? FirstFixed, string Workaround, string SeeLive)
{
    /// <summary>
    /// What goes wrong where messages name entries of another unit; null where that is no other case than <see cref="InWords"/>.
    /// </summary>
    public string? InWordsOfForeignEntries { get; init; }

    /// <summary>What goes wrong where messages are refused for some reasons.</summary>
    /// <param name="faults">The reasons, by prediction.</param>
    public string InWordsFor(IReadOnlyCollection<FaultReason> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var foreign = faults.Count(fault => fault is FaultReason.EntryNotPresent or FaultReason.IndexOutOfRange or FaultReason.SourceIdMismatch);
        return InWordsOfForeignEntries is not { } words || foreign == 0 ? InWords : foreign == faults.Count ? words : $"{InWords} Or: {words}";
    }

    /// <summary>
    /// What helps where functions are passed to guests with VFIO, which does not work without remapping; null where
    /// <see cref="Workaround"/> does.
    /// </summary>
    public string? WorkaroundWithVfio { get; init; }

    /// <summary>What helps on a machine.</summary>
    /// <param name="usesVfio">Whether VFIO has functions of it for guests.</param>
    public string WorkaroundFor(bool usesVfio) => usesVfio ? WorkaroundWithVfio ?? Workaround : Workaround;
}
