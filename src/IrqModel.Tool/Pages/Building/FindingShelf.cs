using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>
/// The findings of a run. Thousands of functions may break a rule at one line: a finding about a function that names it keeps no subject, so
/// that all of these are one.
/// </summary>
internal sealed class FindingShelf(DocumentBuilder document)
{
    private readonly Dictionary<PageFinding, int> numbers = [];
    private readonly List<PageFinding> findings = [];

    /// <summary>The findings, by number.</summary>
    public IReadOnlyList<PageFinding> All => findings;

    /// <summary>The number of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isConsequence">Whether it follows from another.</param>
    /// <param name="function">What the run calls the function that names it; null where the subject has to be kept.</param>
    public int Of(RunFinding finding, bool isConsequence, string? function)
    {
        var isOwn = finding.Subject == function && finding.Message.StartsWith(finding.Subject, StringComparison.Ordinal);
        var text = isOwn ? finding.Message[finding.Subject.Length..].TrimStart() : finding.Message;
        var read = new PageFinding(
            document.Mention(finding.Rule), document.Texts.Of(text), document.Sources.Of(finding.Place), finding.Place?.Line)
        {
            IsOwn = isOwn ? true : null,
            Consequence = isConsequence ? true : null,
        };
        if (numbers.TryGetValue(read, out var number)) return number;
        numbers.Add(read, findings.Count);
        findings.Add(read);
        return findings.Count - 1;
    }

    /// <summary>Adds what no function names, so that each line at which a rule was broken is there.</summary>
    public void AddOthers(IEnumerable<RunFinding> others)
    {
        var places = findings.Where(finding => finding.Consequence is null).Select(finding => (finding.Rule, finding.Source, finding.Line)).ToHashSet();
        foreach (var other in others)
        {
            if (places.Add((other.Rule, document.Sources.Of(other.Place), other.Place?.Line))) Of(other, isConsequence: false, function: null);
        }
    }
}
