using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Rules;

/// <summary>
/// How the parts of a model go together, as far as names tell: which hosts name which notifiers and drivers, and what the hosts do besides. Asked
/// only when something possible is about to be reported.
/// </summary>
internal sealed class ModelOutline
{
    // Trees live on from one keystroke to the next; only the one that is typed in is read again.
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> CalledIn = new();

    // Functions that are found on a bus get its domain: no decision, but one that may do.
    private const string BusDomain = "SetMsiDomain";

    // The functions that a host has added so far.
    private const string VisitedFunctions = "AddedFunctions";

    private readonly Compilation compilation;
    private readonly ProgramFacts program;
    private readonly MemberNames memberNames;
    private readonly HeldParts heldParts;
    private readonly BridgesWithoutVectors bridges;
    private readonly INamedTypeSymbol? hostType;
    private readonly INamedTypeSymbol? notifierType;
    private readonly INamedTypeSymbol? driverType;
    private readonly Lazy<List<INamedTypeSymbol>> types;
    private readonly Lazy<List<INamedTypeSymbol>> hosts;
    private readonly Lazy<HashSet<string>> deciding;
    private readonly Lazy<HashSet<string>> remapping;
    private readonly Lazy<HashSet<string>> allocating;

    public ModelOutline(Compilation compilation, ProgramFacts program)
    {
        this.compilation = compilation;
        this.program = program;
        memberNames = new(program);
        heldParts = new(program);
        bridges = new(compilation);
        var dsl = program.Contracts.Known.Assembly;
        hostType = dsl.GetTypeByMetadataName("IrqModel.Host");
        notifierType = dsl.GetTypeByMetadataName("IrqModel.BusNotifier");
        driverType = dsl.GetTypeByMetadataName("IrqModel.PciDriver");
        types = new(() => CollectTypes(compilation.Assembly.GlobalNamespace));
        hosts = new(() => types.Value.FindAll(type => !type.IsAbstract && DerivesFrom(type, hostType)));
        deciding = new(() => new(Ensuring("IrqModel.PciFunction", "MsiDomainDecided"), StringComparer.Ordinal) { BusDomain });
        remapping = new(() => Ensuring("IrqModel.Iommu", "RemappingEnabled"));
        allocating = new(() => Ensuring("IrqModel.PciFunction", "VectorsAllocated"));
    }

    /// <summary>
    /// Whether the code belongs to a host that remaps interrupts, whose drivers allocate vectors, and in which nothing else decides the MSI domains of
    /// functions, as far as names tell.
    /// </summary>
    /// <param name="owner">The member that the code is in.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="platforms">The classes of domains that platforms have: where they are used, nobody needs to decide.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public bool NobodyDecides(ISymbol owner, Location location, HashSet<string> platforms, CancellationToken cancellation)
    {
        if (SubscribesAfter(owner, location, cancellation) || bridges.AreAllThatComeTo(location, cancellation)) return false;
        foreach (var host in HostsOf(owner, cancellation))
        {
            if (!memberNames.MentionAny(host, remapping.Value, cancellation) || TakesParts(host)) continue;
            if (AnswersItself(host) || AnotherDecides(host, owner.ContainingType, cancellation)) continue;
            if (Allocates(host, cancellation) && !Leads(host, platforms, cancellation)) return true;
        }

        return false;
    }

    // That the notifier comes too late is another finding (IRQ1008).
    private static bool SubscribesAfter(ISymbol owner, Location location, CancellationToken cancellation)
    {
        foreach (var reference in owner.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree != location.SourceTree) continue;
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax call && call.SpanStart >= location.SourceSpan.End && NameOf(call) == "Subscribe") return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether what follows in the same member visits the functions that were added and decides their domains, itself or through methods that it
    /// names.
    /// </summary>
    /// <param name="owner">The member.</param>
    /// <param name="location">What it follows.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public bool DecidesAfter(ISymbol owner, Location location, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>();
        foreach (var reference in owner.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree != location.SourceTree) continue;
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is SimpleNameSyntax name && name.SpanStart >= location.SourceSpan.End) pending.Push(name.Identifier.ValueText);
            }
        }

        while (pending.Count > 0)
        {
            var method = pending.Pop();
            if (!names.Add(method)) continue;
            foreach (var named in NamedBy(method, cancellation)) pending.Push(named);
        }

        return names.Contains(VisitedFunctions) && names.Overlaps(deciding.Value);
    }

    // What stands in the methods of that name, but for notifiers and drivers: those are called for functions that come later.
    private IEnumerable<string> NamedBy(string method, CancellationToken cancellation)
    {
        foreach (var type in types.Value)
        {
            if (DerivesFrom(type, notifierType) || DerivesFrom(type, driverType) || type.GetMembers(method).IsEmpty) continue;
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                foreach (var member in MemberNames.OfDeclaration(reference, cancellation))
                {
                    if (member.Key != method) continue;
                    foreach (var name in member.Value) yield return name;
                }
            }
        }
    }

    // Whoever else the host leads to: itself, another notifier, a class that one of them asks.
    private bool AnotherDecides(INamedTypeSymbol host, INamedTypeSymbol owner, CancellationToken cancellation)
    {
        var isNotifier = DerivesFrom(owner, notifierType);
        foreach (var type in ReachedFrom(host, cancellation, but: isNotifier ? owner : null))
        {
            // A driver comes after the decision, and a notifier that is not subscribed decides nothing.
            if (DerivesFrom(type, driverType) || (!isNotifier && DerivesFrom(type, notifierType))) continue;
            if (memberNames.MentionAny(type, deciding.Value, cancellation)) return true;
        }

        return false;
    }

    // A class in a host is that host's, whatever others are called.
    private bool Uses(INamedTypeSymbol host, INamedTypeSymbol part, CancellationToken cancellation) =>
        (part.ContainingType is not { } outer || !DerivesFrom(outer, hostType) || DerivesFrom(host, outer))
        && IsMeant(part, host) && memberNames.Mention(host, part.Name, cancellation);

    /// <summary>Whether in some host that the code belongs to one of the named classes is used; true where it is not known which hosts those are.</summary>
    public bool MayUse(ISymbol owner, HashSet<string> classes, CancellationToken cancellation)
    {
        if (!IsPart(owner)) return true;
        var isKnown = false;
        foreach (var host in HostsOf(owner, cancellation))
        {
            isKnown = true;
            if (TakesParts(host) || Leads(host, classes, cancellation)) return true;
        }

        return !isKnown;
    }

    /// <summary>Whether code of the model calls a method of that name. What a test or a scenario calls in a lambda comes from outside.</summary>
    public bool IsCalledInModel(string method, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!CalledIn.TryGetValue(tree, out var names)) names = CalledIn.GetValue(tree, key => FindCalled(key.GetRoot(cancellation)));
            if (names.Contains(method)) return true;
        }

        return false;
    }

    private static HashSet<string> FindCalled(SyntaxNode root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in root.DescendantNodes(static node => node is not GlobalStatementSyntax))
        {
            if (node is not InvocationExpressionSyntax call) continue;
            if (NameOf(call) is { } name && !IsScenario(call)) names.Add(name);
        }

        return names;
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    // In a lambda of a class that is no part of a model: it has no base class.
    private static bool IsScenario(SyntaxNode call)
    {
        var isInLambda = false;
        for (var node = call.Parent; node is not null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax) isInLambda = true;
            else if (node is TypeDeclarationSyntax type) return isInLambda && type.BaseList is null;
        }

        return true;
    }

    private bool IsPart(ISymbol owner) =>
        owner.ContainingType is { } type && (DerivesFrom(type, hostType) || DerivesFrom(type, notifierType));

    private IEnumerable<INamedTypeSymbol> HostsOf(ISymbol owner, CancellationToken cancellation)
    {
        if (owner.ContainingType is not { } type) yield break;
        var isHost = DerivesFrom(type, hostType);
        foreach (var host in hosts.Value)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isHost ? DerivesFrom(host, type) : Uses(host, type, cancellation)) yield return host;
        }
    }

    // Whether the host itself says which domain a function has, as a matter of its kind.
    private bool AnswersItself(INamedTypeSymbol host)
    {
        for (var current = host; current is not null && !program.Contracts.Known.IsDsl(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not IMethodSymbol { IsOverride: true } method) continue;
                if (method.Name == "MsiDomainForVectors" || (method.Name == "AddDevice" && !program.IsOwn(current))) return true;
            }
        }

        return false;
    }

    // Who gets drivers, notifiers or domains from elsewhere may get any.
    private bool TakesParts(INamedTypeSymbol host)
    {
        foreach (var constructor in host.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (heldParts.MayHold(parameter.Type)) return true;
            }
        }

        return false;
    }

    private bool Leads(INamedTypeSymbol host, HashSet<string> classes, CancellationToken cancellation)
    {
        foreach (var type in ReachedFrom(host, cancellation))
        {
            if (HasStrangeBase(type) || memberNames.MentionAny(type, classes, cancellation)) return true;
        }

        return false;
    }

    // Whether a driver that the host names allocates vectors: the default one does.
    private bool Allocates(INamedTypeSymbol host, CancellationToken cancellation)
    {
        foreach (var driver in ReachedFrom(host, cancellation))
        {
            if (!DerivesFrom(driver, driverType)) continue;
            if (!Overrides(driver, "Probe")) return true;
            foreach (var part in ReachedFrom(driver, cancellation))
            {
                if (memberNames.MentionAny(part, allocating.Value, cancellation)) return true;
            }
        }

        return false;
    }

    private bool Overrides(INamedTypeSymbol type, string method)
    {
        for (var current = type; current is not null && !program.Contracts.Known.IsDsl(current); current = current.BaseType)
        {
            if (!current.GetMembers(method).IsEmpty) return true;
        }

        return false;
    }

    // The types of the project whose names lead from one to another. What a base class does has been read with the class itself.
    private HashSet<INamedTypeSymbol> ReachedFrom(INamedTypeSymbol start, CancellationToken cancellation, INamedTypeSymbol? but = null)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<INamedTypeSymbol>();
        pending.Push(start);
        while (pending.Count > 0)
        {
            var type = pending.Pop();
            if (SymbolEqualityComparer.Default.Equals(type, but) || !seen.Add(type)) continue;
            foreach (var names in memberNames.Of(type, cancellation))
            {
                foreach (var other in types.Value)
                {
                    if (names.Contains(other.Name) && !DerivesFrom(type, other) && IsMeant(other, type)) pending.Push(other);
                }
            }
        }

        return seen;
    }

    // A name means the type of that name in the same namespace, if there is one.
    private bool IsMeant(INamedTypeSymbol named, INamedTypeSymbol by)
    {
        var near = by.ContainingNamespace;
        if (SymbolEqualityComparer.Default.Equals(named.ContainingNamespace, near)) return true;
        foreach (var type in near.GetTypeMembers(named.Name))
        {
            if (program.IsOwn(type)) return false;
        }

        return true;
    }

    // A base class that is neither of the project nor of the DSL, but knows the DSL, may do anything.
    private bool HasStrangeBase(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!program.IsOwn(current) && !program.Contracts.Known.IsDsl(current) && !program.IsForeign(current.ContainingAssembly)) return true;
        }

        return false;
    }

    private HashSet<string> Ensuring(string type, string fact)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var wanted = program.Contracts.Known.FactOf(fact);
        foreach (var member in program.Contracts.Known.Assembly.GetTypeByMetadataName(type)?.GetMembers()
            ?? System.Collections.Immutable.ImmutableArray<ISymbol>.Empty)
        {
            if (member is not IMethodSymbol method) continue;
            foreach (var effect in program.Contracts.Of(method).Effects)
            {
                if (effect.Kind == EffectKind.Ensure && (effect.Facts & wanted) != 0) names.Add(method.Name);
            }
        }

        return names;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol? wanted)
    {
        for (var current = type; current is not null && wanted is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, wanted.OriginalDefinition)) return true;
        }

        return false;
    }

    private static List<INamedTypeSymbol> CollectTypes(INamespaceSymbol space)
    {
        var found = new List<INamedTypeSymbol>();
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(space);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner) pending.Push(inner);
                if (member is INamedTypeSymbol type) found.Add(type);
            }
        }

        return found;
    }
}
