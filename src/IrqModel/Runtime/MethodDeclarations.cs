using System.Reflection;

namespace IrqModel.Runtime;

/// <summary>The declarations whose contracts hold for a method: its own, those it overrides, and those of interfaces that it implements.</summary>
internal static class MethodDeclarations
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<MethodInfo> Of(MethodInfo method)
    {
        var found = new List<MethodInfo>();
        var root = method.GetBaseDefinition();
        for (var type = method.DeclaringType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType) type = type.GetGenericTypeDefinition();
            foreach (var candidate in type.GetMethods(Declared))
            {
                if (candidate.MetadataToken != method.MetadataToken && !Overrides(candidate, root)) continue;
                if (candidate.Module != method.Module && !Overrides(candidate, root)) continue;
                Add(found, candidate);
                AddInterfaces(found, type, candidate);
            }
        }

        return found;
    }

    private static bool Overrides(MethodInfo candidate, MethodInfo root) =>
        candidate.IsVirtual && candidate.Name == root.Name && IsSame(candidate.GetBaseDefinition(), root);

    private static void AddInterfaces(List<MethodInfo> found, Type type, MethodInfo method)
    {
        if (type.IsInterface || method.IsStatic) return;
        foreach (var implemented in type.GetInterfaces())
        {
            var map = type.GetInterfaceMap(implemented);
            for (var index = 0; index < map.TargetMethods.Length; index++)
            {
                if (IsSame(map.TargetMethods[index], method)) Add(found, DefinitionOf(map.InterfaceMethods[index]));
            }
        }
    }

    // Attributes are on the definition, not on the constructed type.
    private static MethodInfo DefinitionOf(MethodInfo method) =>
        method.DeclaringType is { IsConstructedGenericType: true } type
            ? type.GetGenericTypeDefinition().GetMethods(Declared).Single(candidate => candidate.MetadataToken == method.MetadataToken)
            : method;

    private static bool IsSame(MethodInfo one, MethodInfo other) => one.Module == other.Module && one.MetadataToken == other.MetadataToken;

    private static void Add(List<MethodInfo> found, MethodInfo method)
    {
        if (!found.Exists(known => IsSame(known, method))) found.Add(method);
    }
}
