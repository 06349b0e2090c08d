using System.Reflection;
using IrqModel.Contracts;

namespace IrqModel.Runtime;

/// <summary>One contract of an operation that a model writes, with the declaration that has it: findings name that one.</summary>
/// <param name="Attribute">What it says.</param>
/// <param name="Declaration">The declaration that has the attribute, which need not be the method that is called.</param>
internal sealed record WrittenContract(ContractAttribute Attribute, MethodInfo Declaration)
{
    /// <summary>The parameter whose facts are meant; <see langword="null"/> is the receiver.</summary>
    public string? Subject => Attribute.Subject;

    /// <summary>Declaring type and method, as the analyzers name them.</summary>
    public string OperationName => NameOf(Declaration);

    /// <summary>The declared type of the subject, as the analyzers name it.</summary>
    public string SubjectType
    {
        get
        {
            if (Subject is null) return NameOf(Declaration.DeclaringType!);
            foreach (var parameter in Declaration.GetParameters())
            {
                if (parameter.Name == Subject) return NameOf(parameter.ParameterType);
            }

            return "";
        }
    }

    public static IEnumerable<WrittenContract> Of(MethodInfo declaration) =>
        declaration.GetCustomAttributes<ContractAttribute>(inherit: false).Select(attribute => new WrittenContract(attribute, declaration));

    /// <summary>A type as the analyzers name it.</summary>
    // The compiler's symbols have no arity in their names, and arrays have none at all.
    public static string NameOf(Type type)
    {
        if (type.IsByRef) type = type.GetElementType()!;
        if (type.IsArray) return "";
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }

    /// <summary>Declaring type and method.</summary>
    public static string NameOf(MethodInfo method) => $"{NameOf(method.DeclaringType!)}.{method.Name}";
}
