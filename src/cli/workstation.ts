/** The commands of a workstation, loaded together and only there: they bring the certificates along. */
export {runCreate} from './create.ts';
export {runExplain} from './explain.ts';
export {runInspect} from './inspect.ts';
export {runMatch} from './match.ts';
export {runRehearse} from './rehearse.ts';
export {runValidate} from './validate.ts';
