using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Explaining;

/// <summary>What drivers say of the interrupts of their functions, against the prediction.</summary>
internal static class DriverObservation
{
    /// <summary>Lines of one kind about one function.</summary>
    public static Observation Of((string Source, LogUnhandledInterrupt Said)[] lines, ObservedFunction function, Prediction prediction, ObservedMachine machine)
    {
        var (source, first) = lines[0];
        var kind = first.Kind switch
        {
            LogUnhandledKind.NotReceived => "its driver says that an interrupt did not come",
            LogUnhandledKind.Polled => "its driver found work done without an interrupt, as where it was lost, late, or not sent",
            LogUnhandledKind.NotAllocated => "its driver says that it got no interrupts, or fewer than it wanted",
            _ => "its driver waited in vain, as with lost interrupts, or with a device that hangs",
        };
        var times = lines.Length > 1 ? $", {lines.Length.ToString(CultureInfo.InvariantCulture)} times" : "";
        // A function whose messages are off has its interrupts from its pin: what is predicted of its messages is not seen by that.
        var isOfPin = function.IsMsiEnabled == false && first.Kind != LogUnhandledKind.NotAllocated;
        // One of several messages is what a machine gives that does not remap, and that one may arrive.
        var agreement = isOfPin || lines.All(line => UnhandledExplainer.HasOneMessageOnly(line.Said, machine)) ? Agreement.SeenOnly : AgreementOf(first, prediction);
        return new(
            $"{source} line {first.Line}: {kind}: \"{first.Text}\"{times}{(isOfPin ? "; its MSI and MSI-X are off, so that was its pin" : "")}", agreement,
            ShowsLoss: first.Kind == LogUnhandledKind.NotReceived && !isOfPin)
        {
            Kind = kind,
        };
    }

    private static Agreement AgreementOf(LogUnhandledInterrupt said, Prediction prediction)
    {
        if (prediction.Verdict is not { IsKnown: true, Value: var verdict }) return Agreement.SeenOnly;
        return said.Kind switch
        {
            LogUnhandledKind.NotReceived => verdict.Kind is VerdictKind.Blocked or VerdictKind.Lost ? Agreement.Agrees : Agreement.Contradicts,
            // Who falls back to fewer messages may have those, and they arrive.
            LogUnhandledKind.NotAllocated => verdict.Kind == VerdictKind.NoVectors ? Agreement.Agrees
                : said.Text.Contains("alling back", StringComparison.Ordinal) ? Agreement.SeenOnly : Agreement.Contradicts,
            _ => verdict.Dies ? Agreement.Agrees : Agreement.SeenOnly,
        };
    }
}
