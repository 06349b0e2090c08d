using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A code action that a provider offers for a diagnostic.</summary>
internal sealed record OfferedFix(Project Project, Diagnostic Diagnostic, CodeFixProvider Provider, CodeAction Action);
