using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Whether code runs only after a host has booted, as far as names tell: what no handler of a model leads to is called by somebody for whom the system is
/// running. Asked only when something possible is about to be reported.
/// </summary>
internal sealed class RunningSystem
{
    private const string Start = "Boot";
    private const string AddedFunctions = "AddedFunctions";

    // Who calls one of these knows of a unit whether something uses it, or takes it out of the system.
    private static readonly string[] Asking = { "IsInUse", "MsiDomainOf", "RemoveUnit" };

    private readonly ProgramFacts program;
    private readonly Lazy<Dictionary<string, List<(INamespaceSymbol Space, HashSet<string> Names)>>> methods;
    private readonly Lazy<HashSet<string>> givingBack;
    private readonly Lazy<HashSet<string>> invalidating;
    private readonly Lazy<HashSet<string>> invalidatingOne;
    private readonly Lazy<HashSet<string>> handlers;
    private readonly Lazy<HashSet<string>> remapping;

    public RunningSystem(Compilation compilation, ProgramFacts program)
    {
        this.program = program;
        methods = new(() => MethodsOf(compilation));
        givingBack = new(FindGivingBack);
        handlers = new(FindHandlers);
        remapping = new(() => Naming(program.Contracts.Known.FactOf("RemappingEnabled")));
        invalidating = new(() => Revoking(program.Contracts.Known.Stale));
        invalidatingOne = new(() => Revoking(program.Contracts.Known.Stale, static effect => effect.Part >= 0));
    }

    /// <summary>Whether units may have entries in use at a place: no host boots there, and there is no test or release before.</summary>
    /// <param name="owner">The member that the code is in.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public bool MayUseUnits(ISymbol owner, Location location, CancellationToken cancellation)
    {
        if (handlers.Value.Contains(owner.Name) || !methods.Value.ContainsKey(Start)) return false;
        var callers = CallersOf(owner.Name, out var names);
        if (names.Overlaps(handlers.Value) || (callers.Count == 0 && owner.DeclaredAccessibility == Accessibility.Private)) return false;
        var space = owner.ContainingNamespace;
        if (LedTo(NamedBefore(owner, location, IsRemoval(location, cancellation), cancellation), space, owner.Name).Overlaps(givingBack.Value)) return false;
        foreach (var (callerSpace, named) in callers)
        {
            if (SymbolEqualityComparer.Default.Equals(callerSpace, space) && LedTo(named, space, owner.Name).Overlaps(givingBack.Value)) return false;
        }

        return true;
    }

    // The methods that name a method, and those that name these.
    private List<(INamespaceSymbol Space, HashSet<string> Names)> CallersOf(string method, out HashSet<string> names)
    {
        var callers = new List<(INamespaceSymbol Space, HashSet<string> Names)>();
        names = new(StringComparer.Ordinal);
        var pending = new Stack<string>();
        pending.Push(method);
        while (pending.Count > 0)
        {
            var called = pending.Pop();
            foreach (var candidate in methods.Value)
            {
                foreach (var body in candidate.Value)
                {
                    if (!body.Names.Contains(called) || callers.Contains(body)) continue;
                    callers.Add(body);
                    if (names.Add(candidate.Key)) pending.Push(candidate.Key);
                }
            }
        }

        return callers;
    }

    /// <summary>
    /// Whether a method is called by methods only that no handler of the model leads to, and none of which gives anything back or invalidates entries.
    /// </summary>
    public bool IsFromOutside(ISymbol owner)
    {
        var callers = CallersOf(owner.Name, out var names);
        if (names.Overlaps(handlers.Value) || handlers.Value.Contains(owner.Name)) return false;
        foreach (var (space, named) in callers)
        {
            if (LedTo(named, space, owner.Name) is var reached && (reached.Overlaps(givingBack.Value) || reached.Overlaps(invalidating.Value))) return false;
        }

        return callers.Count > 0;
    }

    /// <summary>
    /// Whether a method of a host is the first to switch remapping on, as far as names tell: what the host's boot leads to neither does it nor calls the
    /// method. Who asks which functions were added knows what he does.
    /// </summary>
    public bool IsFirstRemappedBy(ISymbol owner, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var asks = false;
        for (var type = owner.ContainingType; type is not null && program.IsOwn(type); type = type.BaseType)
        {
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                foreach (var member in MemberNames.OfDeclaration(reference, cancellation))
                {
                    if (member.Key == Start) names.UnionWith(member.Value);
                    else if (member.Key == owner.Name) asks |= member.Value.Contains(AddedFunctions);
                }
            }
        }

        var reached = LedTo(names, owner.ContainingNamespace, Start);
        return names.Count > 0 && !asks && !reached.Contains(owner.Name) && !reached.Overlaps(remapping.Value);
    }

    /// <summary>Whether a method, or one of its callers, invalidates entries after the loop that a place is in.</summary>
    public bool IsInvalidatedLater(ISymbol owner, Location location, CancellationToken cancellation)
    {
        if (LedTo(NamedAfterLoop(location, cancellation), owner.ContainingNamespace, owner.Name).Overlaps(invalidating.Value)) return true;
        foreach (var (space, named) in CallersOf(owner.Name, out _))
        {
            if (LedTo(named, space, owner.Name).Overlaps(invalidating.Value)) return true;
        }

        return false;
    }

    // After a loop that changes entries of many functions, one that is invalidated by itself is the last one's.
    private List<string> NamedAfterLoop(Location location, CancellationToken cancellation)
    {
        var names = new List<string>();
        SyntaxNode? loop = null;
        for (var node = location.SourceTree?.GetRoot(cancellation).FindNode(location.SourceSpan); node is not null; node = node.Parent)
        {
            if (node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax) loop = node;
            if (node is not MemberDeclarationSyntax) continue;
            foreach (var inner in node.DescendantNodes())
            {
                if (loop is null || inner is not SimpleNameSyntax name || name.SpanStart < loop.Span.End) continue;
                if (!invalidatingOne.Value.Contains(name.Identifier.ValueText) || IsRepeated(name)) names.Add(name.Identifier.ValueText);
            }

            break;
        }

        return names;
    }

    private static bool IsRepeated(SyntaxNode node)
    {
        for (var around = node.Parent; around is not null and not MemberDeclarationSyntax; around = around.Parent)
        {
            if (around is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax)
            {
                return true;
            }
        }

        return false;
    }

    // Who gives back what one function holds may set a unit up anew for another kernel; who takes a unit away gives back what all hold.
    private static bool IsRemoval(Location location, CancellationToken cancellation) =>
        location.SourceTree?.GetRoot(cancellation).FindNode(location.SourceSpan) is { } call
            && call.DescendantNodesAndSelf().Any(static node => node is SimpleNameSyntax { Identifier.ValueText: "RemoveUnit" });

    private List<string> NamedBefore(ISymbol owner, Location location, bool isOfAll, CancellationToken cancellation)
    {
        var names = new List<string>();
        foreach (var reference in owner.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree != location.SourceTree) continue;
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is not SimpleNameSyntax name || name.Span.End > location.SourceSpan.Start) continue;
                if (!isOfAll || IsRepeated(name) || Asking.Contains(name.Identifier.ValueText) || !givingBack.Value.Contains(name.Identifier.ValueText))
                {
                    names.Add(name.Identifier.ValueText);
                }
            }
        }

        return names;
    }

    // The names themselves, and what stands in methods of these names: in those of one namespace, because others mean other things by a name.
    private HashSet<string> LedTo(IEnumerable<string> names, INamespaceSymbol within, string but)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(names);
        while (pending.Count > 0)
        {
            var name = pending.Pop();
            if (!reached.Add(name) || name == but || !methods.Value.TryGetValue(name, out var bodies)) continue;
            foreach (var body in bodies)
            {
                if (!SymbolEqualityComparer.Default.Equals(body.Space, within)) continue;
                foreach (var named in body.Names) pending.Push(named);
            }
        }

        return reached;
    }

    private HashSet<string> FindGivingBack()
    {
        var names = Revoking(program.Contracts.Known.Requested);
        names.UnionWith(Asking);
        return names;
    }

    // What the engine calls of a host, a notifier or a driver.
    private HashSet<string> FindHandlers()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in new[] { "IrqModel.Host", "IrqModel.BusNotifier", "IrqModel.PciDriver" })
        {
            if (program.Contracts.Known.Assembly.GetTypeByMetadataName(type) is not { } known) continue;
            foreach (var member in known.GetMembers())
            {
                if (member is IMethodSymbol { IsVirtual: true } or IMethodSymbol { IsAbstract: true }) names.Add(member.Name);
            }
        }

        return names;
    }

    // The operations that take facts back, of the object that they are called on or of any.
    private HashSet<string> Revoking(FactMask facts, Func<Effect, bool>? isMeant = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in new[] { "IrqModel.PciFunction", "IrqModel.Iommu" })
        {
            if (program.Contracts.Known.Assembly.GetTypeByMetadataName(type) is not { } known) continue;
            foreach (var member in known.GetMembers())
            {
                if (member is IMethodSymbol method && Revokes(program.Contracts.Of(method), facts, isMeant)) names.Add(method.Name);
            }
        }

        return names;
    }

    private HashSet<string> Naming(ulong established)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in program.Contracts.Known.Assembly.GetTypeByMetadataName("IrqModel.Iommu")?.GetMembers()
            ?? System.Collections.Immutable.ImmutableArray<ISymbol>.Empty)
        {
            if (member is IMethodSymbol method && (program.Contracts.Of(method).EnsuresFor(-1) & established) != 0) names.Add(method.Name);
        }

        return names;
    }

    private static bool Revokes(OperationContract contract, FactMask facts, Func<Effect, bool>? isMeant)
    {
        if (isMeant is null && (contract.Recalls & facts) != 0) return true;
        foreach (var effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.Revoke && (effect.Facts & facts) != 0 && (isMeant is null || isMeant(effect))) return true;
        }

        return false;
    }

    private static Dictionary<string, List<(INamespaceSymbol Space, HashSet<string> Names)>> MethodsOf(Compilation compilation)
    {
        var found = new Dictionary<string, List<(INamespaceSymbol Space, HashSet<string> Names)>>(StringComparer.Ordinal);
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            foreach (var member in current.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner) pending.Push(inner);
            }

            if (current is not INamedTypeSymbol type) continue;
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                foreach (var method in MemberNames.OfDeclaration(reference, CancellationToken.None))
                {
                    if (method.Key.Length == 0) continue;
                    if (!found.TryGetValue(method.Key, out var bodies)) found.Add(method.Key, bodies = new());
                    bodies.Add((type.ContainingNamespace, method.Value));
                }
            }
        }

        return found;
    }
}
