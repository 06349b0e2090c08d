using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>The search for what one member holds for good. A lossy value stands for one that is settled and cannot be seen, <see langword="null"/> for any.</summary>
internal sealed class SettledSearch
{
    // What was given to one constructor is given to another, and what one member holds is computed from a second.
    private const int MaximumNesting = 4;

    private readonly ProgramFacts program;
    private readonly Creations creations;
    private readonly Assignments assignments;
    private readonly CancellationToken cancellation;
    private int nesting;

    public SettledSearch(ProgramFacts program, Creations creations, Assignments assignments, CancellationToken cancellation)
    {
        this.program = program;
        this.creations = creations;
        this.assignments = assignments;
        this.cancellation = cancellation;
    }

    /// <summary>Whether code beyond the type was looked at.</summary>
    public bool IsProjectWide { get; private set; }

    /// <summary>Whether those who create objects hand in different constants.</summary>
    public bool IsVaried { get; private set; }

    /// <summary>Whether methods assign the member, so that others may know what it holds.</summary>
    public bool IsState { get; private set; }

    /// <summary>Whether the member holds an object of somebody else's type that was filled when it was made, and is not changed.</summary>
    public bool IsConfigured { get; private set; }

    /// <summary>What such an object is filled with, if that is a few constants.</summary>
    public IReadOnlyList<Value>? Elements { get; private set; }

    /// <summary>What a field, an automatic property or a parameter in the head of a type holds.</summary>
    public Value? OfMember(ISymbol member)
    {
        if (member is IParameterSymbol head) return OfParameter(head);
        if (nesting > MaximumNesting || (member is IPropertySymbol property && (!ProgramFacts.HasField(property) || IsSetElsewhere(property)))) return null;
        nesting++;
        var settled = FindMember(member, Variable.TypeOf(member)!);
        nesting--;

        // An array, or what nobody has set, has structures that no constructor made.
        return settled is not null && member is { IsStatic: false, ContainingType.TypeKind: TypeKind.Struct } ? Value.Unknown : settled;
    }

    /// <summary>What a method or an accessor of the project computes from settled members alone.</summary>
    public Value? OfMethod(IMethodSymbol method)
    {
        if (!method.IsAbstract && !method.IsVirtual && !method.IsOverride) return OfBody(method);
        IsProjectWide = true;
        if (program.Implementations.MayBeElsewhere(method) || program.Implementations.Of(method) is not { Count: > 0 } implementations) return null;
        Value? settled = null;
        foreach (var implementation in implementations)
        {
            if (OfBody(implementation) is not { } value) return null;

            // Which of them runs was settled where the object was made.
            settled = settled is null || settled.Equals(value) ? value : Value.Unknown;
        }

        return settled;
    }

    private Value? OfBody(IMethodSymbol method)
    {
        if (!program.HasBody(method) || nesting > MaximumNesting) return null;
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (ExpressionOf(declaration) is { } expression && ModelOf(expression) is var model)
        {
            if (model.GetConstantValue(expression, cancellation) is { HasValue: true } constant) return OfConstant(constant.Value, method.ReturnType);
            if (expression is IdentifierNameSyntax && model.GetSymbolInfo(expression, cancellation).Symbol is (IFieldSymbol or IPropertySymbol or IParameterSymbol) and var read
                && IsOwn(read)) return OfMember(read.OriginalDefinition);
        }

        nesting++;
        var inputs = new SettledInputs(this, ModelOf(declaration), method, cancellation);
        var isSettled = inputs.AreSettled(declaration) && inputs.HasMembers;
        nesting--;
        return isSettled ? Value.Unknown : null;
    }

    private static ExpressionSyntax? ExpressionOf(SyntaxNode declaration) => declaration switch
    {
        ArrowExpressionClauseSyntax arrow => arrow.Expression,
        AccessorDeclarationSyntax accessor => accessor.ExpressionBody?.Expression ?? Returned(accessor.Body),
        BaseMethodDeclarationSyntax method => method.ExpressionBody?.Expression ?? Returned(method.Body),
        _ => null,
    };

    private static ExpressionSyntax? Returned(BlockSyntax? body) =>
        body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax returned ? returned.Expression : null;

    private Value? FindMember(ISymbol member, ITypeSymbol type)
    {
        var places = PlacesOf(member);
        var constructors = places is null ? null : ConstructorAssignments.Of(member, places, cancellation);
        if (constructors is null)
        {
            if (!SettledMembers.IsValue(type)) return null;
            places ??= InProject(member);
            if (places.Any(place => KeptAnswers.Keeps(place, ModelOf(place), program.Contracts, cancellation))) return Value.Unknown;

            // What is computed from the state of the program changes with it.
            var states = new MemberStates(creations, assignments, cancellation);
            IsState = nesting == 1 && states.AreAssignedAt(places);
            IsProjectWide |= states.IsProjectWide;
            return IsState ? Value.Unknown : null;
        }

        Value? settled = null;
        if (!constructors.AlwaysAssign && !IsRequired(member))
        {
            settled = InitialOf(member, type, isAssigned: constructors.Values.Count > 0);
            if (settled is null) return null;
        }

        foreach (var assigned in constructors.Values)
        {
            if (ValueOf(assigned, type) is not { } value) return null;

            // Who creates an object knows what it holds, and which of them created it is not seen here.
            settled = Both(settled, value, type) ?? Value.Unknown;
        }

        if (nesting == 1) IsConfigured = IsConfigured && !MutatedCollections.Contain(member, type, cancellation);
        return settled;
    }

    // Where the member may be assigned; null if that may be in other projects too.
    private IEnumerable<IdentifierNameSyntax>? PlacesOf(ISymbol member)
    {
        if (SettledMembers.IsAssignedInItsType(member))
            return member.ContainingType.DeclaringSyntaxReferences.SelectMany(part => Assignments.In(part.GetSyntax(cancellation), member.Name));
        IsProjectWide = true;
        return program.Implementations.IsVisibleElsewhere(member) ? null : InProject(member);
    }

    private IEnumerable<IdentifierNameSyntax> InProject(ISymbol member)
    {
        return assignments.Of(member.Name, cancellation).Where(Means);

        bool Means(IdentifierNameSyntax place) =>
            SymbolEqualityComparer.Default.Equals(ModelOf(place).GetSymbolInfo(place, cancellation).Symbol?.OriginalDefinition, member);
    }

    // A member that nobody ever assigns is one that somebody will: code is still being written, or does it in a way that cannot be seen.
    private Value? InitialOf(ISymbol member, ITypeSymbol type, bool isAssigned) => member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var initial } => ValueOf(initial, type),
        PropertyDeclarationSyntax { Initializer.Value: var initial } => ValueOf(initial, type),
        VariableDeclaratorSyntax or PropertyDeclarationSyntax => isAssigned ? DefaultOf(type) : IsLeftAsItIs(member, type) ? Value.Unknown : null,

        // Of a record: what the parameter in its head is given.
        ParameterSyntax declared when ModelOf(declared).GetDeclaredSymbol(declared, cancellation) is IParameterSymbol head => OfParameter(head),
        _ => null,
    };

    // It holds what it started with, if nobody is in sight who could set it: no other project can.
    private bool IsLeftAsItIs(ISymbol member, ITypeSymbol type) =>
        member is IFieldSymbol ? type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && SettledMembers.IsAssignedInItsType(member)
        : !IsOfModel(member.ContainingType) && !program.Implementations.IsVisibleElsewhere(member);

    // Who writes a host or a driver writes settings for others.
    private bool IsOfModel(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (program.Contracts.Known.IsDsl(current)) return true;
        }

        return false;
    }

    // Through an interface, or by an accessor that changes what it is given.
    private bool IsSetElsewhere(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
            && accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null)) return true;
        foreach (var implemented in property.ContainingType.AllInterfaces)
        {
            if (implemented.GetMembers(property.Name).Any(member => member is IPropertySymbol { SetMethod: not null })) return true;
        }

        return false;
    }

    private static bool IsRequired(ISymbol member) =>
        member.DeclaringSyntaxReferences[0].GetSyntax() is PropertyDeclarationSyntax { Modifiers: var modifiers }
        && modifiers.Any(modifier => modifier.ValueText == "required");

    private static bool CanBeNull(ITypeSymbol type) => type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static Value? DefaultOf(ITypeSymbol type) =>
        CanBeNull(type) ? Value.Nothing
        : type.SpecialType == SpecialType.System_Boolean ? Value.False
        : PlainComputation.IsPlain(type) ? Value.OfNumber(0)
        : null;

    private static Value? Both(Value? one, Value other, ITypeSymbol type) =>
        one is null || one.Equals(other) ? other
        : one.IsLossy || other.IsLossy ? Value.Unknown
        : type.IsReferenceType && one.IsNull == Tri.False && other.IsNull == Tri.False ? Value.NotNull
        : null;

    /// <summary>What an expression gives that a member is assigned, or a constructor is handed.</summary>
    private Value? ValueOf(ExpressionSyntax expression, ITypeSymbol type)
    {
        var model = ModelOf(expression);
        if (model.GetConstantValue(expression, cancellation) is { HasValue: true } constant) return OfConstant(constant.Value, type);
        if (type.IsReferenceType && type.SpecialType != SpecialType.System_String)
        {
            if (!IsObject(expression, model)) return null;
            if (nesting == 1) NoteContent(expression, type, model);
            return Value.NotNull;
        }

        if (model.GetSymbolInfo(expression, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } given)
            return OfParameter(given);
        return new SettledInputs(this, model, method: null, cancellation).AreSettled(expression) || IsAnswer(expression) ? Value.Unknown : null;
    }

    // A member that tells what the program has done.
    private bool TellsState(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && ModelOf(expression).GetSymbolInfo(expression, cancellation).Symbol is (IFieldSymbol or IPropertySymbol) and var member && IsOwn(member)
        && SettledMembers.IsValue(Variable.TypeOf(member)!) && !SettledMembers.IsReadOnly(member) && OfMember(member.OriginalDefinition) is { IsLossy: true };

    private bool IsAnswer(ExpressionSyntax expression) => KeptAnswers.Asks(expression, ModelOf(expression), program.Contracts, cancellation);

    // Of what is assigned twice the elements are not known.
    private void NoteContent(ExpressionSyntax expression, ITypeSymbol type, SemanticModel model)
    {
        IsConfigured |= IsFilled(expression) && !program.IsOwn(type) && !IsDsl(type)
            && new SettledInputs(this, model, method: null, cancellation).AreSettled(expression);
        Elements = Elements is null && IsInOrder(expression, type, model) ? ElementsOf(expression, model) : Array.Empty<Value>();
    }

    private static Value? OfConstant(object? constant, ITypeSymbol type)
    {
        var value = Value.OfConstant(constant);
        if (value.IsNull == Tri.True) return CanBeNull(type) ? value : null;
        if (value.IsKnown) return CanBeNull(type) ? value.WithNull(Tri.False) : value;
        return type.IsReferenceType ? Value.NotNull : Value.Unknown;
    }

    /// <summary>What is handed to a constructor wherever it is called.</summary>
    public Value? OfParameter(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) return null;
        IsProjectWide = true;
        if (nesting > MaximumNesting || parameter.RefKind != RefKind.None || parameter.IsParams) return null;
        if (SettledMembers.IsValue(parameter.Type) && creations.GivenTo(parameter, cancellation).Any(given => given is not null && (IsAnswer(given) || TellsState(given)))) return Value.Unknown;
        if (program.Implementations.IsVisibleElsewhere(constructor) || IsReassigned(parameter)) return null;
        nesting++;
        Value? settled = null;
        foreach (var given in creations.GivenTo(parameter, cancellation))
        {
            var value = given is not null ? ValueOf(given, parameter.Type)
                : parameter.HasExplicitDefaultValue ? OfConstant(parameter.ExplicitDefaultValue, parameter.Type)
                : null;
            if (value is null)
            {
                nesting--;
                return null;
            }

            var both = Both(settled, value, parameter.Type);
            IsVaried |= both is null;
            settled = both ?? Value.Unknown;
        }

        nesting--;

        // A derived class without a constructor of its own calls this one too.
        return settled is not null && parameter.HasExplicitDefaultValue && program.Implementations.AreDerived(constructor.ContainingType)
            ? Both(settled, OfConstant(parameter.ExplicitDefaultValue, parameter.Type)!, parameter.Type) ?? Value.Unknown
            : settled;
    }

    private bool IsReassigned(IParameterSymbol parameter)
    {
        foreach (var reference in parameter.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var place in Assignments.In(reference.GetSyntax(cancellation), parameter.Name))
            {
                if (place.Parent is MemberAccessExpressionSyntax) continue;
                if (SymbolEqualityComparer.Default.Equals(ModelOf(place).GetSymbolInfo(place, cancellation).Symbol, parameter)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a symbol is one of the project.</summary>
    public bool IsOwn(ISymbol symbol) => program.IsOwn(symbol);

    /// <summary>Whether a symbol is one of the DSL, whose answers a run decides.</summary>
    public bool IsDsl(ISymbol symbol) => program.Contracts.Known.IsDsl(symbol);

    private SemanticModel ModelOf(SyntaxNode node) => creations.ModelOf(node.SyntaxTree);

    private bool IsObject(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsObject(inner.Expression, model),
        BaseObjectCreationExpressionSyntax or AnonymousFunctionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            or InitializerExpressionSyntax or TypeOfExpressionSyntax or InterpolatedStringExpressionSyntax or ThisExpressionSyntax
            or AnonymousObjectCreationExpressionSyntax => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: var otherwise } => otherwise is ThrowExpressionSyntax || IsObject(otherwise, model),
        ConditionalExpressionSyntax either => IsObject(either.WhenTrue, model) && IsObject(either.WhenFalse, model),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(expression, cancellation).Symbol is IMethodSymbol,
        _ => expression.RawKind == CodeInCollections.CollectionExpression,
    };

    // A set or a stack has an order of its own.
    private bool IsInOrder(ExpressionSyntax expression, ITypeSymbol type, SemanticModel model) =>
        type is IArrayTypeSymbol || CodeInCollections.IsInOrderOfText((model.GetTypeInfo(expression, cancellation).Type ?? type).Name);

    // None if they are not all constants.
    private IReadOnlyList<Value>? ElementsOf(ExpressionSyntax expression, SemanticModel model)
    {
        IEnumerable<SyntaxNode> elements = expression switch
        {
            InitializerExpressionSyntax initializer => initializer.Expressions,
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer }
                when initializer.IsKind(SyntaxKind.CollectionInitializerExpression) => initializer.Expressions,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
            _ => expression.RawKind == CodeInCollections.CollectionExpression ? expression.ChildNodes().SelectMany(element => element.ChildNodes()) : Array.Empty<SyntaxNode>(),
        };
        var found = new List<Value>();
        foreach (var element in elements)
        {
            if (model.GetConstantValue(element, cancellation) is not { HasValue: true, Value: not null and var constant }) return Array.Empty<Value>();
            if (Value.OfConstant(constant) is not { IsKnown: true } known) return Array.Empty<Value>();
            found.Add(known);
        }

        return found;
    }

    // An empty collection is there to be filled, and holds what the program does.
    private static bool IsFilled(ExpressionSyntax expression) => expression switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is { Arguments.Count: > 0 } || creation.Initializer is { Expressions.Count: > 0 },
        InitializerExpressionSyntax { Expressions.Count: > 0 } or ArrayCreationExpressionSyntax { Initializer: { Expressions.Count: > 0 } }
            or ImplicitArrayCreationExpressionSyntax => true,
        _ => expression.RawKind == CodeInCollections.CollectionExpression && expression.ChildNodes().Any(),
    };
}
