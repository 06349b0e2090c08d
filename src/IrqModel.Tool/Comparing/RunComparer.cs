using System.Collections.Immutable;
using System.Globalization;
using IrqModel.Tool.Report;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Comparing;

/// <summary>Compares two runs function by function.</summary>
public static class RunComparer
{
    private const string Missing = "not there";

    /// <summary>Compares.</summary>
    /// <param name="left">The first run.</param>
    /// <param name="right">The other.</param>
    public static RunComparison Compare(ToolRun left, ToolRun right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (one, other) = (left.Functions.ToDictionary(function => function.Address), right.Functions.ToDictionary(function => function.Address));
        var (steps, others) = (StepsOf(left), StepsOf(right));
        var hasTraces = !left.Trace.IsEmpty && !right.Trace.IsEmpty;
        var differences = ImmutableArray.CreateBuilder<FunctionDifference>();
        var addresses = one.Keys.Union(other.Keys).Order().ToArray();
        foreach (var address in addresses)
        {
            var (first, second) = (one.GetValueOrDefault(address), other.GetValueOrDefault(address));
            ImmutableArray<DifferenceDetail> details = [.. Details(first, second)];
            if (details.IsEmpty) continue;
            differences.Add(new(address, (first ?? second)!.ToString(), details)
            {
                Parting = hasTraces ? FirstParting([.. steps[address]], [.. others[address]]) : null,
            });
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        if (!hasTraces) notes.Add("a run has no trace, so the step at which they part is not known");
        if (left.TraceLeftOut + right.TraceLeftOut > 0) notes.Add("a trace was full and ends early");
        return new(left.Title, right.Title, addresses.Length, differences.ToImmutable())
        {
            First = hasTraces ? FirstParting(left.Trace, right.Trace) : null,
            Notes = notes.ToImmutable(),
        };
    }

    private static ILookup<Bdf, RunStep> StepsOf(ToolRun run) => run.Trace.Where(step => step.Function is not null)
        .ToLookup(step => step.Function!.Value);

    // Steps are the same if the same happens; that their lines or their time differ makes no difference.
    private static Parting? FirstParting(ImmutableArray<RunStep> left, ImmutableArray<RunStep> right)
    {
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            var (one, other) = (index < left.Length ? left[index] : null, index < right.Length ? right[index] : null);
            if (one is null || other is null || (one.Operation, one.What) != (other.Operation, other.What)
                || one.Function != other.Function) return new(one, other);
        }

        return null;
    }

    private static IEnumerable<DifferenceDetail> Details(RunFunction? left, RunFunction? right)
    {
        if (left is null || right is null)
        {
            yield return new("in the system", left is null ? Missing : RunReport.Result(left), right is null ? Missing : RunReport.Result(right));
            yield break;
        }

        if (RunReport.Result(left) != RunReport.Result(right)) yield return new("result", RunReport.Result(left), RunReport.Result(right));
        if (left.Driver != right.Driver) yield return new("driver", left.Driver ?? "none", right.Driver ?? "none");
        if (left.Unit != right.Unit) yield return new("unit", left.Unit ?? "none", right.Unit ?? "none");
        if (left.DomainChain != right.DomainChain) yield return new("MSI domain", left.DomainChain ?? "none", right.DomainChain ?? "none");
        if (left.Interrupts.Length != right.Interrupts.Length)
        {
            yield return new("vectors", left.Interrupts.Length.ToString(CultureInfo.InvariantCulture), right.Interrupts.Length.ToString(CultureInfo.InvariantCulture));
            yield break;
        }

        for (var index = 0; index < left.Interrupts.Length; index++)
        {
            var (one, other) = (left.Interrupts[index], right.Interrupts[index]);
            var of = left.Interrupts.Length > 1 ? $" of vector {index}" : "";
            if (one.DomainChain != other.DomainChain) yield return new($"domains{of}", one.DomainChain, other.DomainChain);
            if (one.Message != other.Message) yield return new($"message{of}", one.Message.ToString(), other.Message.ToString());
            if ((one.EntryLow, one.EntryHigh) != (other.EntryLow, other.EntryHigh)) yield return new(
                $"table entry{of}", Entry(one), Entry(other));
            if (one.DeviceEntry != other.DeviceEntry) yield return new(
                $"device table entry{of}", Hex(one.DeviceEntry), Hex(other.DeviceEntry));
            if (one.Outcome != other.Outcome) yield return new($"outcome{of}", one.Outcome.ToString(), other.Outcome.ToString());
        }
    }

    private static string Entry(RunInterrupt interrupt) => interrupt.Entry is { } entry ? entry.ToString()
        : interrupt.EntryHigh is { } high ? $"{Hex(high)}:{Hex(interrupt.EntryLow)}" : Hex(interrupt.EntryLow);

    private static string Hex(ulong? bits) => bits?.ToString("x16", CultureInfo.InvariantCulture) ?? "none";
}
