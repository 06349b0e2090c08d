using System.Collections.Concurrent;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// The code that delegates in fields stand for: what is assigned in the type itself, and what is handed to its constructors. Looked for only
/// where such a delegate is called.
/// </summary>
internal sealed class HeldCode
{
    private const int MaximumCode = 4;
    private const int MaximumNesting = 2;

    // Steps that are run in the order in which they were put down need not be taken together.
    private const int MaximumSteps = Domains.Enumeration.MaximumConstants;

    private static readonly Found Unknown = new(Array.Empty<(IMethodSymbol, Body?)>(), isOpen: true);

    private readonly Compilation compilation;
    private readonly ProgramFacts program;
    private readonly ConcurrentDictionary<ISymbol, Found> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Found> elements = new(SymbolEqualityComparer.Default);
    private readonly Creations creations;
    private readonly Assignments assignments;

    public HeldCode(Compilation compilation, Creations creations, Assignments assignments, ProgramFacts program)
    {
        this.compilation = compilation;
        this.program = program;
        this.creations = creations;
        this.assignments = assignments;
    }

    /// <summary>What a member may hold that is assigned in its type.</summary>
    public Found Of(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, Find(member, cancellation));
    }

    private Found Find(ISymbol member, CancellationToken cancellation)
    {
        var all = new List<(IMethodSymbol, Body?)>();
        var isOpen = false;
        if (member.ContainingType is not { } type || !program.IsOwn(type)) return Unknown;
        var isCollected = IsAssignedInItsType(member) ? Collect(member, type, all, ref isOpen, 0, cancellation) : CollectAnywhere(member, type, all, ref isOpen, cancellation);
        return isCollected && all.Count is > 0 and <= MaximumCode ? new(all, isOpen) : Unknown;
    }

    /// <summary>What a member of the object holds that another member has from the start and keeps.</summary>
    /// <param name="holder">The readonly member with the object.</param>
    /// <param name="member">The member of the object.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>One piece of code; <see langword="null"/> if it cannot be seen which.</returns>
    public Found? OfHeld(ISymbol holder, ISymbol member, CancellationToken cancellation)
    {
        if (!SettledMembers.IsReadOnly(holder) || !(member is IParameterSymbol or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true }) || holder.DeclaringSyntaxReferences.Length != 1) return null;
        var made = holder.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation } => creation,
            PropertyDeclarationSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation } => creation,
            _ => null,
        };
        if (made is null || GivenIn(made, member, cancellation) is not { } given) return null;
        var all = new List<(IMethodSymbol, Body?)>();
        var isOpen = false;
        return Classify(given, member.ContainingType, all, ref isOpen, 0, cancellation) && all.Count == 1 ? new(all, isOpen: false) : null;
    }

    private ExpressionSyntax? GivenIn(BaseObjectCreationExpressionSyntax made, ISymbol member, CancellationToken cancellation)
    {
        foreach (var set in made.Initializer?.Expressions ?? default)
        {
            if (set is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: var value } && name.Identifier.ValueText == member.Name) return value;
        }

        if (member.DeclaringSyntaxReferences.Length != 1 || member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not ParameterSyntax head) return null;
        if (creations.ModelOf(made.SyntaxTree).GetOperation(made, cancellation) is not IObjectCreationOperation creation) return null;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Name == head.Identifier.ValueText && argument.Syntax is ArgumentSyntax { Expression: var given }) return given;
        }

        return null;
    }

    /// <summary>Whether it is looked for what a member holds: a field, an automatic property, a parameter in the head of a type.</summary>
    public static bool IsFollowed(ISymbol member) => member is IFieldSymbol or IParameterSymbol || (member is IPropertySymbol { IsAbstract: false, IsVirtual: false, IsOverride: false } property && ProgramFacts.HasField(property));

    // What those who create records and options put in, and what anybody assigns.
    private bool CollectAnywhere(ISymbol member, INamedTypeSymbol type, List<(IMethodSymbol, Body?)> all, ref bool isOpen, CancellationToken cancellation)
    {
        if (program.Implementations.AreDerived(type)) return false;
        isOpen |= program.Implementations.IsVisibleElsewhere(member);
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            var initial = declaration.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax { Initializer.Value: var value } => value,
                _ => null,
            };
            if (initial is not null && !Classify(initial, type, all, ref isOpen, 0, cancellation)) return false;

            // Of a record: what the parameter in its head is given.
            if (declaration.GetSyntax(cancellation) is ParameterSyntax head && creations.ModelOf(head.SyntaxTree).GetDeclaredSymbol(head, cancellation) is IParameterSymbol parameter
                && !CollectArguments(parameter, type, all, ref isOpen, 0, cancellation)) return false;
        }

        var isSet = member is IPropertySymbol { SetMethod: null or { IsInitOnly: true } };
        foreach (var place in assignments.Of(member.Name, cancellation))
        {
            if (!SymbolEqualityComparer.Default.Equals(creations.ModelOf(place.SyntaxTree).GetSymbolInfo(place, cancellation).Symbol?.OriginalDefinition, member)) continue;
            isSet = true;
            if (AssignedNames.PlainAssignment(place) is not { Right: var assigned } || !Classify(assigned, type, all, ref isOpen, 0, cancellation) || all.Count > MaximumCode) return false;
        }

        // What everybody may set and nobody has set yet somebody will.
        isOpen |= !isSet;
        return true;
    }

    /// <summary>The code in a collection that a member holds.</summary>
    public Found OfElements(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return elements.TryGetValue(member, out var found) ? found : elements.GetOrAdd(member, FindElements(member, cancellation));
    }

    private Found FindElements(ISymbol member, CancellationToken cancellation)
    {
        var expressions = new List<ExpressionSyntax>();
        if (member is IParameterSymbol || member.ContainingType is not { } type || !program.IsOwn(type) || member.DeclaredAccessibility != Accessibility.Private) return Unknown;
        if (!CodeInCollections.Collect(member, type, expressions, cancellation, out var isInOrder) || expressions.Count == 0 || expressions.Count > MaximumSteps) return Unknown;
        var all = new List<(IMethodSymbol, Body?)>();
        var isOpen = false;
        foreach (var expression in expressions)
        {
            if (!Classify(expression, type, all, ref isOpen, 0, cancellation)) return Unknown;
        }

        isInOrder &= all.Count == expressions.Count && !isOpen;
        var keys = isInOrder || isOpen || all.Count != expressions.Count ? null : KeysOf(expressions, cancellation);
        return all.Count > 0 && all.Count <= (isInOrder || keys is not null ? MaximumSteps : MaximumCode) ? new(all, isOpen) { IsInOrder = isInOrder, Keys = keys } : Unknown;
    }

    // The constants under which a dictionary holds code; null if it is none, or they are not all known and different.
    private List<Scalar>? KeysOf(List<ExpressionSyntax> expressions, CancellationToken cancellation)
    {
        var keys = new List<Scalar>();
        foreach (var expression in expressions)
        {
            var key = expression.Parent switch
            {
                AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } indices } } => indices[0].Expression,
                AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } indices } } => indices[0].Expression,
                InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: { Count: 2 } parts } => parts[0],
                ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: { Count: 2 } arguments } } => arguments[0].Expression,
                _ => null,
            };
            if (key is null || creations.ModelOf(key.SyntaxTree).GetConstantValue(key, cancellation) is not { HasValue: true, Value: not null and var constant }) return null;
            if (Value.OfConstant(constant).Scalar is not { IsConstant: true } known || keys.Contains(known)) return null;
            keys.Add(known);
        }

        return keys;
    }

    /// <summary>The handlers of an event, in the order of the source; none if not all of them are known.</summary>
    public Found OfEvent(IEventSymbol raised, CancellationToken cancellation)
    {
        raised = raised.OriginalDefinition;
        return elements.TryGetValue(raised, out var found) ? found : elements.GetOrAdd(raised, FindHandlers(raised, cancellation));
    }

    private Found FindHandlers(IEventSymbol raised, CancellationToken cancellation)
    {
        var type = raised.ContainingType;
        if (raised.IsStatic || raised.IsAbstract || raised.IsVirtual || raised.IsOverride || !program.IsOwn(type) || raised.AddMethod is not { IsImplicitlyDeclared: true } add || program.Implementations.MayBeElsewhere(add)) return Unknown;
        var all = new List<(IMethodSymbol, Body?)>();
        var isOpen = false;
        var (isSubscribed, isFromOutside) = (false, false);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is not AssignmentExpressionSyntax assignment || NameOf(assignment.Left) != raised.Name) continue;
                if (!SymbolEqualityComparer.Default.Equals(creations.ModelOf(tree).GetSymbolInfo(assignment.Left, cancellation).Symbol?.OriginalDefinition, raised)) continue;
                if (assignment.IsKind(SyntaxKind.SubtractAssignmentExpression)) continue;
                var isOwn = assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
                isFromOutside |= !isOwn;
                if (!isOwn && assignment.Right is AnonymousFunctionExpressionSyntax) return Unknown;
                if (!assignment.IsKind(SyntaxKind.AddAssignmentExpression) || !Classify(assignment.Right, type, all, ref isOpen, 0, cancellation)) return Unknown;
                isSubscribed |= assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } } && type.InstanceConstructors.Length == 1;
            }
        }

        return all.Count is > 0 and <= MaximumCode ? new(all, isOpen) { IsNeverEmpty = isSubscribed, IsFromOutside = isFromOutside } : Unknown;
    }

    /// <summary>Whether only code of its own type, and callers of its constructors, decide what a member holds.</summary>
    public static bool IsAssignedInItsType(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => ProgramFacts.HasField(property) && property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private, IsInitOnly: false },
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };

    /// <summary>Collects what is assigned to a member; tells whether all of it is known.</summary>
    private bool Collect(ISymbol member, INamedTypeSymbol type, List<(IMethodSymbol, Body?)> all, ref bool isOpen, int nesting, CancellationToken cancellation)
    {
        if (nesting > MaximumNesting) return false;
        if (member is IParameterSymbol parameter && !CollectArguments(parameter, type, all, ref isOpen, nesting, cancellation)) return false;
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                var assigned = node switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: var initial } declared when member is IFieldSymbol && declared.Identifier.ValueText == member.Name => initial,
                    PropertyDeclarationSyntax { Initializer.Value: var initial } declared when member is IPropertySymbol && declared.Identifier.ValueText == member.Name => initial,
                    AssignmentExpressionSyntax { Left: TupleExpressionSyntax targets } assignment => PartOf(targets, assignment.Right, member),
                    AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == member.Name && (member is not IParameterSymbol || assignment.Left is IdentifierNameSyntax) => assignment.Right,
                    _ => null,
                };
                if (node is ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var handed } && NameOf(handed) == member.Name) return false;
                if (node is RefExpressionSyntax { Expression: var referred } && NameOf(referred) == member.Name) return false;
                if (assigned is null) continue;
                if (node.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression) return false;
                if (!Classify(assigned, type, all, ref isOpen, nesting, cancellation)) return false;
            }
        }

        return true;
    }

    // What a tuple on the right gives to a member on the left; the whole of it, which is no code, if that is no tuple.
    private static ExpressionSyntax? PartOf(TupleExpressionSyntax targets, ExpressionSyntax given, ISymbol member)
    {
        for (var index = 0; index < targets.Arguments.Count; index++)
        {
            if (NameOf(targets.Arguments[index].Expression) != member.Name || (member is IParameterSymbol && targets.Arguments[index].Expression is not IdentifierNameSyntax)) continue;
            return given is TupleExpressionSyntax parts && parts.Arguments.Count == targets.Arguments.Count ? parts.Arguments[index].Expression : given;
        }

        return null;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private bool Classify(ExpressionSyntax expression, INamedTypeSymbol type, List<(IMethodSymbol, Body?)> all, ref bool isOpen, int nesting, CancellationToken cancellation)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax or ThrowExpressionSyntax or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }:
                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either:
                return Classify(either.Left, type, all, ref isOpen, nesting, cancellation) && Classify(either.Right, type, all, ref isOpen, nesting, cancellation);
            case ConditionalExpressionSyntax either:
                return Classify(either.WhenTrue, type, all, ref isOpen, nesting, cancellation) && Classify(either.WhenFalse, type, all, ref isOpen, nesting, cancellation);
        }

        var model = creations.ModelOf(expression.SyntaxTree);
        if (expression is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && LazyValues.IsLazy(model.GetTypeInfo(expression, cancellation).Type))
            return Classify(arguments[0].Expression, type, all, ref isOpen, nesting, cancellation);
        if (expression is AnonymousFunctionExpressionSyntax)
        {
            if (LambdaOf(expression, model, cancellation) is not { } lambda) return false;
            all.Add((lambda.Method!, lambda));
            return true;
        }

        switch (model.GetSymbolInfo(expression, cancellation).Symbol)
        {
            case IMethodSymbol { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false, IsOverride: false } method:
                all.Add((method, null));
                return true;
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter when SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type):
                return Collect(parameter, type, all, ref isOpen, nesting + 1, cancellation);
            default:
                return false;
        }
    }

    /// <summary>What is handed to a constructor wherever it is called.</summary>
    private bool CollectArguments(IParameterSymbol parameter, INamedTypeSymbol type, List<(IMethodSymbol, Body?)> all, ref bool isOpen, int nesting, CancellationToken cancellation)
    {
        var constructor = (IMethodSymbol)parameter.ContainingSymbol;
        if (parameter.HasExplicitDefaultValue || program.Implementations.AreDerived(type)) return false;
        isOpen |= constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected && program.Implementations.MayBeElsewhere(constructor);
        foreach (var argument in creations.ArgumentsOf(parameter, cancellation))
        {
            if (argument.Syntax is not ArgumentSyntax { Expression: var expression } || !Classify(expression, type, all, ref isOpen, nesting, cancellation)) return false;
            if (all.Count > MaximumCode) return false;
        }

        return true;
    }

    private Body? LambdaOf(ExpressionSyntax lambda, SemanticModel model, CancellationToken cancellation)
    {
        Body? around = null;
        for (var node = lambda.Parent; node is not null && around is null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax) return null;
            if (node is BaseMethodDeclarationSyntax && model.GetDeclaredSymbol(node, cancellation) is IMethodSymbol method) around = program.BodyOf(method, cancellation);
            else if (node is EqualsValueClauseSyntax && model.GetOperation(node, cancellation) is IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } initializer)
                around = new(ControlFlowGraph.Create(initializer, cancellation), null, fields[0].IsStatic ? null : fields[0].ContainingType, null, node);
        }

        if (around is null) return null;
        foreach (var block in around.Graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                foreach (var inner in operation.DescendantsAndSelf())
                {
                    if (inner is IFlowAnonymousFunctionOperation found && found.Syntax == lambda)
                        return new(around.Graph.GetAnonymousFunctionControlFlowGraph(found, cancellation), found.Symbol, around.Receiver, around, lambda);
                }
            }
        }

        return null;
    }

    /// <summary>The code that a delegate may stand for.</summary>
    public sealed class Found
    {
        public Found(IReadOnlyList<(IMethodSymbol Method, Body? Lambda)> code, bool isOpen)
        {
            Code = code;
            IsOpen = isOpen;
        }

        /// <summary>All that is written here; none if something of it cannot be followed.</summary>
        public IReadOnlyList<(IMethodSymbol Method, Body? Lambda)> Code { get; }

        /// <summary>Whether there is something whenever it is called: an event that its only constructor subscribes.</summary>
        public bool IsNeverEmpty { get; set; }

        /// <summary>Whether others than the type itself subscribe some of it, to one object or another.</summary>
        public bool IsFromOutside { get; set; }

        /// <summary>Whether they are in their collection in that order, and nothing else.</summary>
        public bool IsInOrder { get; set; }

        /// <summary>The constants under which they are in a dictionary, one for each; <see langword="null"/> if they are in no dictionary, or under keys that are not known.</summary>
        public IReadOnlyList<Scalar>? Keys { get; set; }

        /// <summary>Which piece of code an element is; -1 if that is not known.</summary>
        public int PlaceOf(Scalar? element)
        {
            if (element is not { IsConstant: true }) return -1;
            if (IsInOrder) return element.Text is null && element.Least < Code.Count ? (int)element.Least : -1;
            for (var place = 0; place < (Keys?.Count ?? 0); place++)
            {
                if (element.IsAmong(Keys![place]) == Tri.True) return place;
            }

            return -1;
        }

        /// <summary>Whether other assemblies may hand in more.</summary>
        public bool IsOpen { get; }
    }
}
