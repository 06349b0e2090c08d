import { render } from 'preact';
import { App } from './app';
import { report } from './model';

document.title = `${report.title} · irqmodel`;
render(<App />, document.getElementById('page')!);
