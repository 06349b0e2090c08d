using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Report;

/// <summary>Functions of which capabilities are not shown, so that VFs may be missing.</summary>
internal static class HiddenCapabilities
{
    /// <summary>A sentence for each reason.</summary>
    /// <param name="functions">The functions.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<FunctionExplanation> functions)
    {
        if (Named(functions, function => function.Function.WhyNotShown == NotShownReason.CutOff) is { } cut)
        {
            yield return $"  The input is cut off or filtered at {cut}: capabilities after the cut are not shown, SR-IOV numbers among them, "
                + "and so VFs may be missing.";
        }

        if (Named(functions, IsWithoutExtended) is { } conventional)
        {
            yield return $"  {conventional}: of the configuration space only the first 256 bytes are shown, as lspci -xxx does. "
                + "SR-IOV numbers stand behind these, so VFs may be missing. Run: sudo lspci -xxxx";
        }

        if (Named(functions, IsUncounted) is { } uncounted)
            yield return $"  {uncounted}: SR-IOV without numbers (lspci -v and logs show none), so VFs that are not listed may be missing. Run: sudo lspci -vvv";
    }

    private static bool IsUncounted(FunctionExplanation function) =>
        function.Function is { Sriov: Presence.Present, NumVfs: null, WhyNotShown: not NotShownReason.CutOff };

    // A bridge and a VF have no VFs.
    private static bool IsWithoutExtended(FunctionExplanation function) =>
        function.Function is { WhyNotShown: NotShownReason.WithoutExtended, Sriov: Presence.NotShown, IsBridge: not true }
            && function.IsVirtual is not { IsKnown: true, Value: true };

    private static string? Named(IReadOnlyList<FunctionExplanation> functions, Func<FunctionExplanation, bool> isMeant) =>
        functions.Where(isMeant).Select(function => function.Function.Address).ToArray() is { Length: > 0 } meant ? Words.Some(meant) : null;
}
