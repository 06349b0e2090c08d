using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares a project with the state that it must be in: every file's text, encoding, checksum, name and folders.</summary>
internal static class StateComparison
{
    public static async Task VerifyAsync(ProjectState expected, Project actual, IVerifier verifier, CancellationToken cancellationToken)
    {
        await VerifyAsync("sources", expected, expected.Sources, actual.Documents).ConfigureAwait(false);
        await VerifyAsync("additional files", expected, expected.AdditionalFiles, actual.AdditionalDocuments).ConfigureAwait(false);
        await VerifyAsync("analyzer config files", expected, expected.AnalyzerConfigFiles, actual.AnalyzerConfigDocuments)
            .ConfigureAwait(false);

        async Task VerifyAsync(string kind, ProjectState state, SourceFileCollection files, IEnumerable<TextDocument> documents)
        {
            var found = documents.ToList();
            verifier.Equal(
                files.Count,
                found.Count,
                $"expected '{files.Count}' {kind} in project '{state.Name}' but found '{found.Count}': "
                + string.Join(", ", found.Select(document => document.FilePath ?? document.Name)));
            foreach (var ((path, text), document) in files.Zip(found))
            {
                var actualText = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                Verify(path, text, actualText);
                var (name, folders) = TestWorkspace.NameAndFolders(state.DefaultPrefix, path);
                verifier.Equal(name, document.Name, $"file name was expected to be '{name}' but was '{document.Name}'");
                verifier.SequenceEqual(
                    folders,
                    document.Folders,
                    message: $"folders of '{path}' were expected to be '{string.Join('/', folders)}' "
                        + $"but were '{string.Join('/', document.Folders)}'");
            }
        }

        void Verify(string path, SourceText text, SourceText actualText)
        {
            verifier.EqualOrDiff(
                text.ToString(),
                actualText.ToString(),
                $"content of '{path}' did not match. Diff shown with expected as baseline:");
            verifier.Equal(
                text.Encoding,
                actualText.Encoding,
                $"encoding of '{path}' was expected to be '{text.Encoding?.WebName}' but was '{actualText.Encoding?.WebName}'");
            verifier.Equal(
                text.ChecksumAlgorithm,
                actualText.ChecksumAlgorithm,
                $"checksum algorithm of '{path}' was expected to be '{text.ChecksumAlgorithm}' but was '{actualText.ChecksumAlgorithm}'");
        }
    }
}
