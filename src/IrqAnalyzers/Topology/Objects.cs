using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Makes objects of the project: their initializers, constructors and base classes run in the order in which they do.</summary>
internal sealed class Objects
{
    private readonly TopologyWalker walker;
    private readonly Stack<TopologyValue> receivers = new();

    public Objects(TopologyWalker walker) => this.walker = walker;

    private Bodies Bodies => walker.Context.Bodies;

    /// <summary>The object that an initializer is for.</summary>
    public TopologyValue Receiver => receivers.Count > 0 ? receivers.Peek() : TopologyValue.Unknown;

    public TopologyValue Create(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor)
        {
            foreach (var argument in creation.Arguments) walker.Escape(walker.Evaluate(argument));
            return TopologyValue.Unknown;
        }

        var arguments = walker.Calls.Evaluate(creation.Arguments, constructor);
        TopologyValue created;
        if (walker.Context.Types.PartOf(constructor) is var part && part != TopologyPart.None)
        {
            created = walker.Calls.Describer.Describe(
                part, creation, constructor, TopologyValue.Unknown, walker.Calls.Describer.Read(creation.Arguments, arguments));
        }
        else if (walker.Calls.Collections.Create(constructor.ContainingType, arguments) is { } collection)
        {
            created = collection;
        }
        else if (walker.Limits.Depth > 0 && Bodies.IsOwn(constructor) && constructor.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            created = walker.Create(type, Blank(type));
            Run(constructor, created, arguments);
            walker.Calls.Return(creation.Arguments, constructor);
        }
        else
        {
            walker.Calls.ForgetOut(creation.Arguments);
            walker.Calls.EscapeAll(TopologyValue.Unknown, arguments);
            created = TopologyValue.Unknown;
        }

        Initialize(created, creation.Initializer);
        return created;
    }

    /// <summary>An object of an anonymous type.</summary>
    public TopologyValue Create(IAnonymousObjectCreationOperation creation)
    {
        if (creation.Type is not { } type) return TopologyValue.Unknown;
        var created = walker.Create(type, Contents.OfObject);
        receivers.Push(created);
        foreach (var initializer in creation.Initializers) walker.Evaluate(initializer);
        receivers.Pop();
        return created;
    }

    /// <summary>A copy of a record or structure with some members replaced.</summary>
    public TopologyValue Copy(IWithOperation copied)
    {
        var original = walker.Evaluate(copied.Operand);
        var created = TopologyValue.Unknown;
        if (original.Content is HeapObject { Type: INamedTypeSymbol type } && walker.Memory.In(original) is { } contents && !HasOwnCopy(type))
            created = walker.Create(type, contents);
        else
            walker.Escape(original);
        Initialize(created, copied.Initializer);
        return created;
    }

    /// <summary>Members and elements that stand in braces after the creation, or after the name of a member.</summary>
    public void Initialize(TopologyValue created, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null) return;
        receivers.Push(created);
        foreach (var inner in initializer.Initializers)
        {
            if (inner is IMemberInitializerOperation member) Initialize(walker.Evaluate(member.InitializedMember), member.Initializer);
            else walker.Evaluate(inner);
        }

        receivers.Pop();
    }

    /// <summary>Goes through a constructor as the body that is looked at.</summary>
    public void Run(IMethodSymbol constructor, IOperation body)
    {
        var self = walker.Create(constructor.ContainingType, Blank(constructor.ContainingType));
        walker.Frame = new(null, constructor, self);
        foreach (var parameter in constructor.Parameters) walker.Enter(parameter);
        Prepare((body.Parent as IConstructorBodyOperation)?.Initializer, constructor.ContainingType, self);
        walker.Execute(body);
        walker.Escape(self);
    }

    private void Run(IMethodSymbol constructor, TopologyValue self, TopologyValue[] arguments)
    {
        constructor = constructor.OriginalDefinition;
        var type = constructor.ContainingType;
        if (walker.Frame.Depth < walker.Limits.Depth && !walker.Frame.IsRunning(constructor) && constructor.Parameters.Length == arguments.Length)
        {
            if (constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty)
            {
                walker.Calls.Run(constructor, self, arguments, () => Prepare(null, type, self));
                return;
            }

            if (Bodies.IsPrimary(constructor))
            {
                walker.Calls.Run(constructor, self, arguments, () => RunHead(constructor, self, arguments));
                return;
            }

            if (Bodies.Of(constructor, walker.Cancellation) is { Root: IConstructorBodyOperation body } notes)
            {
                walker.Note(notes);
                walker.Followed.Add(constructor);
                walker.Calls.Run(constructor, self, arguments, () =>
                {
                    Prepare(body.Initializer, type, self);
                    return walker.Execute(body.BlockBody ?? body.ExpressionBody);
                });
                return;
            }
        }

        walker.Calls.EscapeAll(self, arguments);
    }

    private Way RunHead(IMethodSymbol constructor, TopologyValue self, TopologyValue[] arguments)
    {
        var type = constructor.ContainingType;
        for (var index = 0; index < arguments.Length; index++)
        {
            var parameter = constructor.Parameters[index];
            walker.Calls.Members.Put(parameter, self, arguments[index]);
            foreach (var member in type.GetMembers(parameter.Name))
            {
                if (member is IPropertySymbol && member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is ParameterSyntax))
                    walker.Calls.Members.Put(member, self, arguments[index]);
            }
        }

        return Prepare(Bodies.BaseCallOf(type, walker.Cancellation), type, self);
    }

    // What happens before the body: another constructor of the type, or the initializers and then the base class.
    private Way Prepare(IOperation? initializer, INamedTypeSymbol type, TopologyValue self)
    {
        if (initializer is IExpressionStatementOperation statement) initializer = statement.Operation;
        var call = initializer as IInvocationOperation;
        var arguments = Array.Empty<TopologyValue>();
        if (call is not null && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType.OriginalDefinition, type.OriginalDefinition))
        {
            Run(call.TargetMethod, self, walker.Calls.Evaluate(call.Arguments, call.TargetMethod));
            return Way.Falls;
        }

        foreach (var (member, value) in Bodies.InitializersOf(type.OriginalDefinition, walker.Cancellation))
        {
            walker.Calls.Members.Put(member, self, walker.Evaluate(value));
        }

        if (call is not null) arguments = walker.Calls.Evaluate(call.Arguments, call.TargetMethod);
        else if (initializer is not null) walker.Escape(self);
        var called = call?.TargetMethod ?? type.BaseType?.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
        if (called is not null && Bodies.IsOwn(called)) Run(called, self, arguments);
        else walker.Calls.EscapeAll(TopologyValue.Unknown, arguments);
        return Way.Falls;
    }

    private static Contents Blank(INamedTypeSymbol type)
    {
        var contents = Contents.OfObject;
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.OriginalDefinition.GetMembers())
            {
                if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field) continue;
                contents = contents.With((field.AssociatedSymbol ?? field).OriginalDefinition, Defaults.Of(field.Type));
            }
        }

        return contents;
    }

    private static bool HasOwnCopy(INamedTypeSymbol type) => type.IsRecord && type.InstanceConstructors.Any(constructor =>
        !constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type));
}
