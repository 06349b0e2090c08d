using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>Reads arguments of attributes; what broken code leaves out reads as nothing.</summary>
internal static class AttributeReader
{
    public static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value
            : null;

    public static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array) return argument.Value.Value;
        }

        return null;
    }

    public static Kinds When(AttributeData attribute) => ToKinds(Named(attribute, "When"));

    /// <summary>The enum of the contracts counts from 0 = any.</summary>
    public static Kinds ToKinds(object? constant) => Numbers.ToInt64(constant) switch
    {
        1 => Kinds.Physical,
        2 => Kinds.Virtual,
        _ => Kinds.Any,
    };

    /// <summary>Ordinal of the parameter that is named, -1 for the receiver, -2 if no parameter has the name.</summary>
    public static int Subject(AttributeData attribute, IMethodSymbol method) => Parameter(attribute, "Subject", method);

    /// <summary>Ordinal of the parameter that an argument of the attribute names, -1 if it is not there, -2 if no parameter has the name.</summary>
    public static int Parameter(AttributeData attribute, string argument, IMethodSymbol method)
    {
        if (Named(attribute, argument) is not string name) return -1;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name == name) return parameter.Ordinal;
        }

        return -2;
    }
}
