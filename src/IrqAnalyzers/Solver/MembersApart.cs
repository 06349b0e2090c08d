using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>
/// The members whose unknown values keep paths apart because several calls depend on them. Which these are is known only when a body has been analyzed
/// once: if there are any, it is analyzed again.
/// </summary>
internal sealed class MembersApart
{
    private static readonly HashSet<ISymbol> None = new(SymbolEqualityComparer.Default);

    private readonly HashSet<ISymbol> apart;
    private Dictionary<ISymbol, SyntaxNode>? calls;
    private HashSet<ISymbol>? wanted;

    public MembersApart(HashSet<ISymbol>? apart) => this.apart = apart ?? None;

    /// <summary>The members for which the body is to be analyzed again; <see langword="null"/> if there are none, or it has been already.</summary>
    public HashSet<ISymbol>? Wanted => apart.Count == 0 ? wanted : null;

    /// <summary>Notes what keeps paths apart in what the body tests.</summary>
    public void NoteIn(TestedSymbols tested)
    {
        foreach (var member in apart)
        {
            tested.Note(member);
            tested.Note(member);
        }
    }

    /// <summary>Whether there is a case for each outcome of a member of which nothing is known.</summary>
    public bool Contains(Variable variable) => apart.Contains(variable.Symbol!);

    /// <summary>What a member holds decides, and it differs from path to path.</summary>
    public void Want(ISymbol member) => (wanted ??= new(SymbolEqualityComparer.Default)).Add(member);

    /// <summary>A call depends on a member of which nothing is known. If another call or a test does too, there is to be a case for each outcome.</summary>
    public void Note(Variable variable, SyntaxNode call, TestedSymbols tested)
    {
        var member = variable.Symbol!;
        calls ??= new(SymbolEqualityComparer.Default);
        if (!calls.TryGetValue(member, out var first)) calls.Add(member, first = call);
        if (first != call || tested.IsTested(variable)) (wanted ??= new(SymbolEqualityComparer.Default)).Add(member);
    }
}
