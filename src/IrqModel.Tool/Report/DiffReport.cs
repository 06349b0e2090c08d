using IrqModel.Tool.Comparing;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Report;

/// <summary>Prints a comparison: the functions that differ, and where the runs part.</summary>
public static class DiffReport
{
    private const int MostDetails = 8;

    /// <summary>Prints it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="comparison">What.</param>
    /// <param name="hasTwoRuns">Whether both sides are runs.</param>
    public static void Print(TextWriter writer, RunComparison comparison, bool hasTwoRuns)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        writer.WriteLine($"left:  {comparison.Left}");
        writer.WriteLine($"right: {comparison.Right}");
        writer.WriteLine(Headline(comparison));
        if (hasTwoRuns && comparison.First is { } first)
        {
            writer.WriteLine();
            writer.WriteLine("The runs part here:");
            Print(writer, first, hasTwoRuns);
        }

        foreach (var function in comparison.Differences)
        {
            writer.WriteLine();
            writer.WriteLine(function.Name);
            foreach (var detail in function.Details.Take(MostDetails)) writer.WriteLine(
                $"  {detail.What}: {detail.Left}  |  {detail.Right}");
            if (function.Details.Length > MostDetails) writer.WriteLine($"  and {function.Details.Length - MostDetails} differences more");
            if (function.Parting is not { } parting) continue;
            writer.WriteLine(hasTwoRuns ? "  first step that differs:" : "  the step of the run that decided it:");
            Print(writer, parting, hasTwoRuns);
        }

        if (comparison.Notes.IsEmpty) return;
        writer.WriteLine();
        foreach (var note in comparison.Notes) writer.WriteLine($"note: {note}");
    }

    /// <summary>How many functions differ, in a sentence.</summary>
    internal static string Headline(RunComparison comparison) => comparison switch
    {
        { Differences.IsEmpty: false } =>
            $"{comparison.Differences.Length} of {Words.Count(comparison.Compared, "function")} {(comparison.Differences.Length == 1 ? "differs" : "differ")}.",
        { First: not null } => $"No function ends differently ({Words.Count(comparison.Compared, "function")}); the ways there differ.",
        _ => $"No difference: {Words.Count(comparison.Compared, "function")}.",
    };

    private static void Print(TextWriter writer, Parting parting, bool hasTwoRuns)
    {
        writer.WriteLine($"    left:  {Step(parting.Left)}");
        if (hasTwoRuns) writer.WriteLine($"    right: {Step(parting.Right)}");
    }

    private static string Step(RunStep? step) =>
        step is null ? "(nothing more)" : $"step {step.Step}: {step.Text}{(step.Place is { } place ? $"  [{place}]" : "")}";
}
