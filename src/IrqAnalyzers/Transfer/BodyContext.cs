using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>What the analysis of one body starts from: the body, its call context, the declarations around it, and the tables that the analysis fills.</summary>
internal sealed class BodyContext
{
    public BodyContext(ISummaryProvider summaries, Body body, int depth, Coarseness finest, CallStack calls, Selection? selection, HashSet<ISymbol>? apart = null)
    {
        Summaries = summaries;
        Program = summaries.Program;
        Contracts = summaries.Contracts;
        Body = body;
        Depth = depth;
        Calls = calls;
        Selection = selection;
        Table = new(Contracts);
        Tested = new(body.Graph, Contracts, body.Method);
        MembersApart = new(apart);
        MembersApart.NoteIn(Tested);
        Partition = new(Table, Tested, finest);
        Builder = new(body, Table, Partition);
        ReceiverArrivesWithout = body is { Receiver: not null, Outer: null, Method: { } owner } ? Contracts.Of(owner).ReceiverArrivesWithout : FactMask.None;
        IsFresh = ReceiverArrivesWithout == FactMask.All;
        IsAtStart = IsFresh || selection?.Start is not null;
    }

    public ISummaryProvider Summaries { get; }

    public ProgramFacts Program { get; }

    public ContractTable Contracts { get; }

    public Body Body { get; }

    /// <summary>How deep callees are followed from here.</summary>
    public int Depth { get; }

    /// <summary>The methods that are being analyzed because they call each other, down to this one.</summary>
    public CallStack Calls { get; }

    public CancellationToken Cancellation => Calls.Cancellation;

    /// <summary>The call context; <see langword="null"/> if the body is analyzed for any caller.</summary>
    public Selection? Selection { get; }

    public ObjectTable Table { get; }

    public TestedSymbols Tested { get; }

    public MembersApart MembersApart { get; }

    public Partition Partition { get; }

    public SummaryBuilder Builder { get; }

    /// <summary>Locals that stand for elements of an array, and count as variables of their own.</summary>
    public BorrowedElements Borrowed => borrowed ??= new(this);

    /// <summary>The facts that the receiver lacks when the body is entered.</summary>
    public FactMask ReceiverArrivesWithout { get; }

    /// <summary>Whether the receiver and what it holds have had nothing done to them yet: the body is the start of a host.</summary>
    public bool IsFresh { get; }

    /// <summary>Whether the system is starting, here or where this body is called: nothing has been done to what is found but what is noted.</summary>
    public bool IsAtStart { get; }

    private BorrowedElements? borrowed;
    private HashSet<INamedTypeSymbol>? notedConstructors;
    private HashSet<INamedTypeSymbol>? notedBodies;

    /// <summary>The result depends on what stands in the constructors of a type.</summary>
    public void NoteConstructorsOf(INamedTypeSymbol type)
    {
        if (!(notedConstructors ??= new(SymbolEqualityComparer.Default)).Add(type)) return;
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor, IsImplicitlyDeclared: false } method)
                Builder.AddOrigin(Summaries.KeyOf(method), null);
        }
    }

    /// <summary>The result depends on what stands in the bodies of a type, whether they are called or not.</summary>
    public void NoteBodiesOf(INamedTypeSymbol type)
    {
        if (!(notedBodies ??= new(SymbolEqualityComparer.Default)).Add(type)) return;
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method) Builder.AddOrigin(Summaries.KeyOf(method.PartialImplementationPart ?? method), null);
            else if (member is INamedTypeSymbol nested) NoteBodiesOf(nested);
        }
    }
}
