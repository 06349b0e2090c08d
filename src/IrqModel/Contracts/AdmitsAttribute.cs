namespace IrqModel.Contracts;

/// <summary>
/// The other members of the type are handed only objects for which this query has come out <see langword="true"/>. What it says of the kind of an object,
/// and of properties with <see cref="NeededForAttribute"/>, holds in all handlers.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AdmitsAttribute : Attribute;
