namespace IrqModel.Contracts;

/// <summary>Marks a fact that an operation can take back; without it a fact only accumulates.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RevocableAttribute : Attribute;
