namespace IrqModel.Contracts;

/// <summary>
/// The members of the enum are facts of a protocol that a model has of its own: contracts name them beside those of <see cref="Facts"/>, and
/// messages have their names. A member with <see cref="RevocableAttribute"/> can be taken back, the others only accumulate. There may be any number
/// of them. An enum with <see cref="FlagsAttribute"/> has a fact for each single bit, and joins them with <c>|</c>; any other has a fact for each
/// value, and contracts list several.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class ProtocolFactsAttribute : Attribute;
