import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine is no failure: what is waited for is waited for.
configure({ asyncUtilTimeout: 15_000 });
