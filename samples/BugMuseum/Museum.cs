using System.Reflection;

namespace BugMuseum;

/// <summary>All exhibits, by number.</summary>
internal static class Museum
{
    public static IReadOnlyList<Exhibit> Exhibits { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Exhibit)) && !type.IsAbstract)
            .Select(type => (Exhibit)Activator.CreateInstance(type)!)
            .OrderBy(exhibit => exhibit.Id, StringComparer.Ordinal),
    ];
}
