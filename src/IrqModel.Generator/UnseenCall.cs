using IrqModel.Rules;
using Microsoft.CodeAnalysis;

namespace IrqModel.Generator;

/// <summary>A call that no interceptor can stand in for: a run does not check it, and cannot judge by the facts that it changes.</summary>
internal sealed class UnseenCall
{
    private const string Id = "IRQ9006";

#pragma warning disable RS2008 // The analyzers report the rule too, and track it.
    private static readonly DiagnosticDescriptor Descriptor = new(
        Id, RuleTexts.TitleOf(Id), "{0}", "InterruptBringUp", DiagnosticSeverity.Info, isEnabledByDefault: true, RuleTexts.ConsequenceOf(Id),
        RuleTexts.HelpLinkOf(Id));
#pragma warning restore RS2008

    private readonly Location place;
    private readonly string why;

    public UnseenCall(IMethodSymbol method, Location place, string why)
    {
        Method = method;
        this.place = place;
        this.why = why;
    }

    public IMethodSymbol Method { get; }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, place, $"A run does not check this call of '{Method.Name}': {why}.");
}
